// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Sealed } from '@jupyter-atrium/api';
import { Browser } from './browser';
import { onEachEngine } from './engines';
import { NO_ID } from './login';
import { decision, fill, notebook } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const ROOT = '/services/atrium';
const KEY = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const OTHER_KEY = `ghp_${'z9Y8x7W6v5U4'.repeat(3)}`;
const FILES = { 'a.ipynb': notebook(`token = "${KEY}"`, `other = "${OTHER_KEY}"`) };

onEachEngine(makeDatabase => {
  let test: TestService;
  let alice: Browser;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    alice = new Browser(test, test.hub.inPages('alice'));
  });
  afterEach(() => test.stop());

  type Ready = { draft: string; sealed: Sealed; page: string };
  const prepare = async (files: Parameters<typeof fill>[2], work: string | null = null): Promise<Ready> => {
    const opened = await test.as('alice').openDraft({ body: { work, title: 'Melt', source: 's', total: null } });
    const sealed = await fill(test.as('alice'), opened, files);
    return { draft: opened.draft.id, sealed, page: `${ROOT}/drafts/${opened.draft.id}` };
  };
  const publish = async ({ draft, sealed }: Ready): Promise<unknown> =>
    test.as('alice').publishDraft({ params: { draft }, body: decision(sealed) });
  const levels = async (draft: string): Promise<string[]> => {
    const { sealed } = await test.as('alice').getDraft({ params: { draft } });
    return (sealed?.checks ?? []).filter(check => check.kind === 'secret').map(check => check.level);
  };
  const label = (cell: number): string => `This is not a secret: A GitHub token is in cell ${cell}.`;

  describe('the page of a draft', () => {
    it('asks about each finding, and shows nothing of the secret', async () => {
      const { body } = await alice.open((await prepare(FILES)).page);
      expect(body).toContain('In <bdi dir="auto">Melt</bdi>, these look like');
      expect([...body.matchAll(/>This is not a secret</g)]).toHaveLength(2);
      expect(body).not.toContain('a1B2c3D4e5F6a1B2');
    });

    it('lets go out what the person says is no secret, once they said so of each', async () => {
      const ready = await prepare(FILES);
      const page = await alice.press(await alice.open(ready.page), label(1));
      expect(await levels(ready.draft)).toEqual(['stop', 'note']);
      await expect(publish(ready)).rejects.toMatchObject({ code: 'checks-open' });
      const done = await alice.press(page, label(2));
      expect(done.body).toContain('Nothing is open in');
      await expect(publish(ready)).resolves.toMatchObject({ label: '1.0.0' });
    });

    it('does not ask again in the next release, but for another secret', async () => {
      const ready = await prepare(FILES);
      await alice.press(await alice.press(await alice.open(ready.page), label(1)), label(2));
      const { id } = (await publish(ready)) as { id: string };
      const later = await prepare({ 'a.ipynb': notebook(`token = "${KEY}" # the same`, `other = "${KEY}"`) }, id);
      expect(later.sealed.checks.map(check => [check.level, check.cell?.index])).toEqual([
        ['stop', 1],
        ['note', 0]
      ]);
    });

    it('takes the word back', async () => {
      const ready = await prepare(FILES);
      const page = await alice.press(await alice.open(ready.page), label(1));
      await alice.press(page, label(1).replace('This is not a secret', 'Take it back'));
      expect(await levels(ready.draft)).toEqual(['stop', 'stop']);
    });

    it('is there for its owner only, and only while the draft waits', async () => {
      const ready = await prepare({ 'a.txt': 'a' });
      const bob = new Browser(test, test.hub.inPages('bob'));
      expect((await alice.open(ready.page)).body).toContain('looks like a secret. Go back to JupyterLab');
      const statuses = [await bob.open(ready.page), await alice.open(`${ROOT}/drafts/${NO_ID}`)].map(
        each => each.status
      );
      await publish(ready);
      expect([...statuses, (await alice.open(ready.page)).status]).toEqual([404, 404, 404]);
    });

    it('does nothing for another finding than the button stands at', async () => {
      const ready = await prepare(FILES);
      const page = await alice.open(ready.page);
      const [, second] = ready.sealed.checks;
      const answer = await alice.press(page, label(1), { finding: second?.id ?? '' });
      expect(answer.status).toBe(403);
      expect(await levels(ready.draft)).toEqual(['stop', 'stop']);
    });
  });
});
