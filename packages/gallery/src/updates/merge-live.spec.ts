// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { OpenSides, Pending, PendingEntry } from '@jupyter-atrium/api';
import { canonicalForm, readNotebook, writeBase } from '@jupyter-atrium/notebooks';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { NotebookModel } from '@jupyterlab/notebook';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import { aRefusal } from '../../test/fakes';
import { STATUS, aPlan } from '../../test/update-fakes';
import { decideLive } from '../decisions/decide-live';
import { catchUp, mergeLive } from './merge-live';

const fingerprint = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

function notebook(...sources: string[]): string {
  const cells = sources.map((source, index) => {
    const run = { outputs: [], execution_count: null };
    return { cell_type: 'code', id: `c${index}`, metadata: {}, source, ...run };
  });
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

function baseOf(text: string): string {
  const reading = readNotebook(text);
  return reading.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, fingerprint)) : '';
}

/** A notebook that is open: `saved` is what is on disk. */
class AnOpenNotebook {
  readonly model = new NotebookModel();
  saved: string;

  constructor(text: string) {
    this.model.fromString(text);
    this.model.sharedModel.clearUndoHistory();
    this.model.dirty = false;
    this.saved = text;
  }

  get context(): DocumentRegistry.Context {
    const save = async (): Promise<void> => {
      this.saved = this.model.toString();
      this.model.dirty = false;
    };
    return { model: this.model, save } as unknown as DocumentRegistry.Context;
  }

  get sources(): string[] {
    return sourcesOf(this.model.toString());
  }

  type(cell: number, source: string): void {
    this.model.sharedModel.getCell(cell).setSource(source);
    this.model.dirty = true;
  }
}

function sourcesOf(text: string): string[] {
  const { cells } = JSON.parse(text) as { cells: { source: string | string[] }[] };
  return cells.map(({ source }) => [source].flat().join(''));
}

const FIRST = notebook('import numpy', 'x = 1', '# your answer');
const SECOND = notebook('import numpy as np', 'x = 2', '# your answer');
const sides = (theirs = SECOND): OpenSides => ({
  ...{ path: 'lab.ipynb', base: baseOf(FIRST), theirs },
  ...{ aliases: {}, pending: [] }
});
const NOTHING_CHOSEN = { choices: {}, conflicts: null };

describe('mergeLive', () => {
  it('R11: brings a release into an open notebook, and loses nothing that was typed and not saved', async () => {
    const open = new AnOpenNotebook(FIRST);
    open.type(2, 'answer = 42');

    const merged = await mergeLive(open.context, sides(), NOTHING_CHOSEN);

    expect(open.sources).toEqual(['import numpy as np', 'x = 2', 'answer = 42']);
    // The next save finds the file as this one left it.
    expect([sourcesOf(open.saved), open.model.dirty]).toEqual([open.sources, false]);
    // Undoing the update brings back what was typed, too.
    expect(sourcesOf(merged?.mine ?? '')[2]).toBe('answer = 42');
  });

  it('R11: asks about what both changed, and leaves mine', async () => {
    const open = new AnOpenNotebook(FIRST);
    open.type(1, 'x = 3');

    const merged = await mergeLive(open.context, sides(), NOTHING_CHOSEN);

    expect(open.sources[1]).toBe('x = 3');
    expect(merged?.pending).toMatchObject([{ why: 'both-changed', place: { id: 'c1' }, theirs: { source: 'x = 2' } }]);
  });

  it('keeps cells that it does not touch, and can be undone in the editor', async () => {
    const open = new AnOpenNotebook(FIRST);
    const untouched = open.model.sharedModel.getCell(2);

    await mergeLive(open.context, sides(), NOTHING_CHOSEN);
    expect(open.model.sharedModel.getCell(2)).toBe(untouched);

    open.model.sharedModel.undo();
    expect(open.sources).toEqual(sourcesOf(FIRST));
  });

  it('trusts no output that a release brings', async () => {
    const output = { output_type: 'display_data', data: { 'text/html': '<script>1</script>' }, metadata: {} };
    const theirs = JSON.parse(SECOND) as { cells: { outputs: object[] }[] };
    theirs.cells[1]?.outputs.push(output);
    const open = new AnOpenNotebook(FIRST);
    open.model.cells.get(1).trusted = true;

    await mergeLive(open.context, sides(JSON.stringify(theirs)), NOTHING_CHOSEN);

    expect(open.model.toString()).toContain('<script>');
    expect(open.model.cells.get(1).trusted).toBe(false);
  });

  it('leaves an open notebook alone whose release cannot be read', async () => {
    const open = new AnOpenNotebook(FIRST);

    expect(await mergeLive(open.context, sides('{'), NOTHING_CHOSEN)).toBeNull();
    expect([open.sources, open.saved]).toEqual([sourcesOf(FIRST), FIRST]);
  });
});

describe('catchUp', () => {
  /** A notebook that another page wrote meanwhile: reverting shows that. */
  function behind(text: string): { open: AnOpenNotebook; context: DocumentRegistry.Context } {
    const open = new AnOpenNotebook(FIRST);
    const revert = async (): Promise<void> => open.model.fromString(text);
    return { open, context: Object.assign(open.context, { revert }) };
  }

  it('R11: shows what another page wrote, with what is unsaved here', async () => {
    const { open, context } = behind(SECOND);
    open.type(2, 'answer = 42');

    expect(await catchUp(context, FIRST)).toBe(true);

    expect(open.sources).toEqual(['import numpy as np', 'x = 2', 'answer = 42']);
    expect(sourcesOf(open.saved)).toEqual(open.sources);
  });

  it('R11: shows both where both pages changed the same', async () => {
    const { open, context } = behind(SECOND);
    open.type(1, 'x = 3');

    await catchUp(context, FIRST);

    expect(open.sources).toEqual(['import numpy as np', 'x = 2', 'x = 3', '# your answer']);
  });

  it('leaves what is unsaved here where it cannot be merged', async () => {
    const { open, context } = behind(SECOND);
    open.type(2, 'answer = 42');

    expect(await catchUp(context, 'no notebook')).toBe(false);
    expect([open.sources[2], open.model.dirty, open.saved]).toEqual(['answer = 42', true, FIRST]);
  });
});

describe('decideLive', () => {
  /** An open notebook with something to decide, and the jobs that were asked for. */
  async function asked(): Promise<{
    open: AnOpenNotebook;
    jobs: object[];
    decide: (choice: 'mine' | 'theirs' | 'both', result?: Promise<object>) => ReturnType<typeof decideLive>;
  }> {
    const open = new AnOpenNotebook(FIRST);
    open.type(1, 'x = 3');
    const merged = await mergeLive(open.context, sides(), NOTHING_CHOSEN);
    const conflict = merged?.pending[0] as Exclude<Pending, { kind: 'file' }>;
    const entry: PendingEntry = { release: aPlan().to, pending: conflict };
    const jobs: object[] = [];
    return {
      open,
      jobs,
      decide: (choice, result = Promise.resolve(STATUS)) => {
        const ofCopy = (request: object): never => {
          jobs.push(request);
          return { result } as never;
        };
        return decideLive({
          ...{ context: open.context, workspace: { ofCopy }, folder: 'stat101' },
          ...{ entry, conflict, choice }
        });
      }
    };
  }

  it.each([
    ['mine', ['x = 3']],
    ['theirs', ['x = 2']],
    ['both', ['x = 3', 'x = 2']]
  ] as const)('does at once, and saves: %s', async (choice, expected) => {
    const { open, jobs, decide } = await asked();

    await decide(choice);

    expect(open.sources.slice(1, -1)).toEqual(expected);
    expect(sourcesOf(open.saved)).toEqual(open.sources);
    expect(jobs).toMatchObject([{ job: 'decide', decisions: [{ choice: 'done' }] }]);
  });

  it.each(['theirs', 'both'] as const)('takes back %s, and keeps what was typed since', async choice => {
    const { open, jobs, decide } = await asked();
    const { takeBack } = await decide(choice);
    open.type(0, 'import pandas');

    await takeBack();

    expect(open.sources).toEqual(['import pandas', 'x = 3', '# your answer']);
    expect(jobs).toMatchObject([{ job: 'decide' }, { job: 'reopen', entries: [{ pending: { why: 'both-changed' } }] }]);
  });

  it('leaves the notebook as it was when the question cannot be closed', async () => {
    const { open, decide } = await asked();

    await expect(decide('theirs', Promise.reject(aRefusal('copy-busy')))).rejects.toMatchObject({ code: 'copy-busy' });

    expect(open.sources[1]).toBe('x = 3');
  });
});
