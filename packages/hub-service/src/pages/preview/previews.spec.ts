// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Remote } from '../../threads/remote';
import { ThreadEndedError } from '../../threads/remote';
import type { PreviewCalls, PreviewReply } from './preview-calls';
import { type PreviewFile, type PreviewSubject, Previews } from './previews';

type Render = () => Promise<PreviewReply>;

/** A thread that answers as a spec says. */
function threadOf(render: Render): Remote<PreviewCalls> {
  return { call: render } as unknown as Remote<PreviewCalls>;
}

function file(path: string, size = 10): PreviewFile {
  return { path, size, digest: `sha256:${path}`, read: async () => new Uint8Array([1, 2, 3]) };
}

function subject(path: string, fields: Partial<PreviewSubject> = {}): PreviewSubject {
  return {
    manifest: 'm1',
    title: 'T',
    file: file(path),
    files: [file(path), file('map.png')],
    links: '?file=',
    ...fields
  };
}

describe('Previews', () => {
  let renders: number;
  const shown = (render: Render): Previews =>
    new Previews(
      threadOf(async () => {
        renders += 1;
        return render();
      }),
      () => 'n'
    );
  beforeEach(() => {
    renders = 0;
  });

  const plain: Render = async () => ({ markup: '<p>x</p>', mark: 'atrium-n:', wanted: [] });

  it('makes a preview once for many readers of one release', async () => {
    const previews = shown(plain);
    await previews.show(subject('a.ipynb'));
    expect(await previews.show(subject('a.ipynb'))).toMatchObject({ kind: 'shown', markup: { text: '<p>x</p>' } });
    expect(renders).toBe(1);
    await previews.show(subject('a.ipynb', { manifest: 'm2' }));
    await previews.show(subject('a.ipynb', { links: '?release=1.0.0&file=' }));
    expect(renders).toBe(3);
  });

  it('forgets them after an hour, so that erased works do not live on', async () => {
    jest.useFakeTimers();
    const previews = shown(plain);
    await previews.show(subject('a.ipynb'));
    jest.advanceTimersByTime(3_600_000);
    await previews.show(subject('a.ipynb'));
    jest.useRealTimers();
    expect(renders).toBe(2);
  });

  it('puts pictures of the work where the thread marked their places, and nowhere else', async () => {
    const markup =
      '<img class="figure" src="atrium-n:0" alt="x"> src="atrium-n:0" <img class="figure" src="atrium-n:7">';
    const previews = shown(async () => ({ markup, mark: 'atrium-n:', wanted: ['map.png'] }));
    expect(await previews.show(subject('a.ipynb'))).toMatchObject({
      markup: {
        text: '<img class="figure" src="data:image/png;base64,AQID" alt="x"> src="atrium-n:0" <img class="figure">'
      }
    });
  });

  it('says that a file was too much when its thread had to be ended', async () => {
    const previews = shown(async () => Promise.reject(new ThreadEndedError('out of time')));
    expect(await previews.show(subject('a.ipynb'))).toEqual({
      kind: 'not-shown',
      sentence: 'This file is too much for this page. Open a copy to see it.'
    });
    expect(previews.waiting).toBe(0);
  });

  it('goes on after one that failed', async () => {
    let isFirst = true;
    const previews = shown(async () => {
      if (isFirst) {
        isFirst = false;
        throw new Error('broken');
      }
      return plain();
    });
    await expect(previews.show(subject('a.ipynb'))).rejects.toThrow('broken');
    expect(await previews.show(subject('a.ipynb'))).toMatchObject({ kind: 'shown' });
  });

  it('sends readers away when too many wait', async () => {
    let answer: (reply: PreviewReply) => void = () => undefined;
    const previews = shown(() => new Promise(resolve => (answer = resolve)));
    const waiting = Array.from({ length: 32 }, (_, index) => previews.show(subject(`${index}.ipynb`)));
    expect(await previews.show(subject('a.ipynb'))).toMatchObject({
      sentence: expect.stringContaining('Too many') as string
    });
    const timer = setInterval(() => answer({ markup: '', mark: 'atrium-n:', wanted: [] }), 1);
    await Promise.all(waiting);
    clearInterval(timer);
    expect(previews.waiting).toBe(0);
  });

  it.each([
    ['big.ipynb', 21_000_000, 'This file has 21 MB, too much for this page. Save the file, or open a copy.'],
    ['big.csv', 1_100_000, 'This file has 1.1 MB, too much for this page. Save the file, or open a copy.'],
    ['model.bin', 10, 'Files of this kind are not shown here. Save the file, or open a copy.'],
    ['page.html', 10, 'Files of this kind are not shown here. Save the file, or open a copy.']
  ])('does not read %s', async (path, size, sentence) => {
    const previews = shown(plain);
    const read = jest.fn();
    expect(await previews.show(subject(path, { file: { ...file(path, size), read } }))).toEqual({
      kind: 'not-shown',
      sentence
    });
    expect(read).not.toHaveBeenCalled();
  });
});
