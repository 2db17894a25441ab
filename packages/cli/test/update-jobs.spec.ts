// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type {
  ApplyUpdateRequest,
  CopyStatusRequest,
  DecideRequest,
  PlanUpdateRequest,
  ReopenRequest,
  Report,
  SettleDocumentRequest,
  ShowUpdateRequest,
  UndoUpdateRequest,
  UpdateOptions
} from '@jupyter-atrium/api';
import { fileFate, readBase } from '@jupyter-atrium/notebooks';
import { ACopy, lab, sources } from './a-copy';
import type { Files } from './releases';

const LAB = ['import numpy as np', 'load the data', 'x = 1', '# your answer'];
const FIRST = { 'lab.ipynb': lab(LAB), 'melt.py': 'a = 1\n' };
const SECOND = {
  'lab.ipynb': lab(['import numpy as np', 'load other data', 'x = 1', '# your answer']),
  'melt.py': 'a = 2\n'
};
const OPTIONS: UpdateOptions = { deleted: 'restore', leave: [], conflicts: null, choices: {} };

const FATE = fileFate('lab.ipynb', 'merged');

let copy: ACopy;
afterEach(() => copy.clean());

async function aCopy(first: Files = FIRST, second: Files = SECOND): Promise<ACopy> {
  copy = await ACopy.of(first);
  copy.hub.publish('2.0.0', second);
  return copy;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const plan = (open: PlanUpdateRequest['open'] = []) =>
  copy.job<PlanUpdateRequest>({ job: 'plan-update', opened: copy.hub.opened(), options: OPTIONS, open });
const apply = (id: string | null, open: string[] = []) =>
  copy.job<ApplyUpdateRequest>({ job: 'apply-update', opened: copy.hub.opened(), options: OPTIONS, plan: id, open });
const status = () => copy.job<CopyStatusRequest>({ job: 'copy-status' });

describe('jobs of updates', () => {
  it('applies what was planned', async () => {
    await aCopy();
    const planned = await plan();
    expect(planned).toMatchObject({ from: { label: '1.0.0' }, to: { label: '2.0.0' } });
    expect(planned.acts.map(({ path }) => path).sort()).toEqual(['lab.ipynb', 'melt.py']);
    const applied = await apply(planned.id);
    expect(applied).toMatchObject({ release: { label: '2.0.0' }, open: [], recovered: [] });
    expect(applied.report).toEqual(planned.report);
    expect(copy.tree()).toEqual(SECOND);
  });

  it('refuses a plan that is no longer what it was made for', async () => {
    await aCopy();
    const { id } = await plan();
    copy.write({ 'melt.py': 'edited\n' });
    await expect(apply(id)).rejects.toMatchObject({ code: 'plan-stale' });
    expect(copy.origin().release.label).toBe('1.0.0');
    await apply((await plan()).id);
    expect(copy.origin().release.label).toBe('2.0.0');
  });

  it('shows a file as it is and as it would be', async () => {
    await aCopy();
    const show = (path: string) =>
      copy.job<ShowUpdateRequest>({ job: 'show-update', opened: copy.hub.opened(), options: OPTIONS, open: [], path });
    expect(await show('melt.py')).toEqual({ before: 'a = 1\n', after: 'a = 2\n' });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    const { before, after } = await show('lab.ipynb');
    expect([sources(before ?? '')[3], sources(after ?? '')[3], sources(after ?? '')[1]]).toEqual([
      'my answer',
      'my answer',
      'load other data'
    ]);
  });

  it('plans with what an open document holds, and leaves it to the page', async () => {
    await aCopy();
    const live = lab([...LAB.slice(0, 3), 'typed, not saved']);
    const planned = await plan([{ path: 'lab.ipynb', content: live }]);
    expect(planned.report.files.map(({ path, fate }) => [path, fate])).toEqual([
      ['lab.ipynb', 'merged'],
      ['melt.py', 'taken']
    ]);
    const { open, update } = await apply(planned.id, ['lab.ipynb']);
    expect(open).toMatchObject([{ path: 'lab.ipynb', theirs: SECOND['lab.ipynb'], pending: [], aliases: {} }]);
    expect(readBase(open[0]?.base ?? '')?.cells.map(({ source }) => source)).toEqual(LAB);
    expect(copy.tree()).toEqual({ ...SECOND, 'lab.ipynb': FIRST['lab.ipynb'] });
    expect(await status()).toMatchObject({ unsettled: ['lab.ipynb'], undo: { update, from: '1.0.0', to: '2.0.0' } });
  });

  it('settles what the page merged and saved, and undoes it with its update', async () => {
    await aCopy();
    const { update } = await apply(null, ['lab.ipynb']);
    const saved = lab(['import numpy as np', 'load other data', 'x = 1', 'typed, now saved']);
    const settle = (text: string) =>
      copy.job<SettleDocumentRequest>({
        job: 'settle-document',
        path: 'lab.ipynb',
        sha256: sha256(text),
        mine: null,
        pending: [],
        aliases: {},
        fate: FATE
      });
    await expect(settle(saved)).rejects.toMatchObject({ code: 'file-changed' });
    copy.write({ 'lab.ipynb': saved });
    expect(await settle(saved)).toMatchObject({ unsettled: [], pending: [] });
    const { base, manifest } = copy.origin().files['lab.ipynb'] ?? {};
    expect({ base, manifest }).toEqual({
      base: `sha256:${sha256(SECOND['lab.ipynb'])}`,
      manifest: copy.origin().release.manifest
    });
    await expect(settle(saved)).rejects.toMatchObject({ code: 'pending-not-found' });
    expect((JSON.parse(copy.read(`.atrium/undo/${update}/report.json`)) as Report).files).toContainEqual(FATE);
    expect((await copy.update()).fates).toEqual({});
    await copy.job<UndoUpdateRequest>({ job: 'undo-update' });
    expect(copy.tree()).toEqual(FIRST);
  });

  it('brings back by undo what was typed and not saved when the update came', async () => {
    await aCopy();
    await apply(null, ['lab.ipynb']);
    const typed = lab(['import numpy as np', 'load the data', 'x = 1', 'typed']);
    const saved = lab(['import numpy as np', 'load other data', 'x = 1', 'typed']);
    copy.write({ 'lab.ipynb': saved });
    await copy.job<SettleDocumentRequest>({
      job: 'settle-document',
      path: 'lab.ipynb',
      ...{ sha256: sha256(saved), mine: typed, pending: [], aliases: {}, fate: FATE }
    });
    await copy.job<UndoUpdateRequest>({ job: 'undo-update' });
    expect(copy.read('lab.ipynb')).toBe(typed);
    expect(copy.read('melt.py')).toBe(FIRST['melt.py']);
  });

  it('merges with the next update what no page settled', async () => {
    await aCopy();
    await apply(null, ['lab.ipynb']);
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    const { fates } = await copy.update();
    expect(fates).toEqual({ 'lab.ipynb': 'merged' });
    expect(sources(copy.read('lab.ipynb'))).toEqual(['import numpy as np', 'load other data', 'x = 1', 'my answer']);
    expect((await status()).unsettled).toEqual([]);
  });

  it.each([
    ['mine', ['my answer']],
    ['theirs', ['# a hint']],
    ['both', ['my answer', '# a hint']]
  ] as const)('carries out that %s is to stand, offline', async (choice, expected) => {
    await aCopy(FIRST, { ...FIRST, 'lab.ipynb': lab([...LAB.slice(0, 3), '# a hint']) });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    await apply(null);
    const [entry] = (await status()).pending;
    expect(entry).toMatchObject({ release: { label: '2.0.0' }, pending: { why: 'both-changed' } });
    copy.world.fetch = async () => Promise.reject(new Error('There is no network here.'));
    const decisions = [{ id: entry?.pending.id ?? '', choice }];
    expect(await copy.job<DecideRequest>({ job: 'decide', decisions })).toMatchObject({ pending: [] });
    expect(sources(copy.read('lab.ipynb')).slice(3)).toEqual(expected);
    await expect(copy.job<DecideRequest>({ job: 'decide', decisions })).rejects.toMatchObject({
      code: 'pending-not-found'
    });
    await copy.job<UndoUpdateRequest>({ job: 'undo-update' });
    expect(sources(copy.read('lab.ipynb'))).toEqual([...LAB.slice(0, 3), 'my answer']);
  });

  it('closes a question that the page carried out itself, and touches no file', async () => {
    await aCopy(FIRST, { ...FIRST, 'lab.ipynb': lab([...LAB.slice(0, 3), '# a hint']) });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    await apply(null);
    const before = copy.tree();
    const id = (await status()).pending[0]?.pending.id ?? '';
    const answer = await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id, choice: 'done' }] });
    expect(answer.pending).toEqual([]);
    expect(copy.tree()).toEqual(before);
  });

  it('asks again what a page took back a moment later, and nothing that the copy does not know', async () => {
    await aCopy(FIRST, { ...FIRST, 'lab.ipynb': lab([...LAB.slice(0, 3), '# a hint']) });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    await apply(null);
    const before = await status();
    const entries = before.pending;
    const id = entries[0]?.pending.id ?? '';
    await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id, choice: 'done' }] });
    const foreign = entries.map(entry => ({ ...entry, pending: { ...entry.pending, path: '../other.ipynb' } }));

    expect(await copy.job<ReopenRequest>({ job: 'reopen', entries: foreign })).toMatchObject({ pending: [] });
    expect(await copy.job<ReopenRequest>({ job: 'reopen', entries })).toEqual(before);
    expect(await copy.job<ReopenRequest>({ job: 'reopen', entries })).toEqual(before);
    await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id, choice: 'theirs' }] });
    expect(sources(copy.read('lab.ipynb'))).toEqual([...LAB.slice(0, 3), '# a hint']);
  });

  it('restores nothing when something is decided', async () => {
    await aCopy(FIRST, { ...FIRST, 'lab.ipynb': lab([...LAB.slice(0, 3), '# a hint']) });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    await apply(null);
    copy.remove('melt.py');
    const id = (await status()).pending[0]?.pending.id ?? '';
    await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id, choice: 'theirs' }] });
    expect(copy.names()).toEqual(['lab.ipynb']);
    expect((await copy.update()).fates).toEqual({ 'melt.py': 'restored' });
  });

  it('keeps how numbers of outputs were written while they wait for a decision', async () => {
    const output = '{"data": {"application/json": 1.0}, "metadata": {}, "output_type": "display_data"}';
    const theirs = lab([...LAB.slice(0, 3), '# a hint']).replace(
      /"outputs": \[\](?=[^[]*\[\s*"# a hint")/,
      `"outputs": [${output}]`
    );
    await aCopy(FIRST, { ...FIRST, 'lab.ipynb': theirs });
    copy.write({ 'lab.ipynb': lab([...LAB.slice(0, 3), 'my answer']) });
    await apply(null);
    const id = (await status()).pending[0]?.pending.id ?? '';
    await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id, choice: 'theirs' }] });
    expect(copy.read('lab.ipynb')).toContain('"application/json": 1.0');
  });

  it('rolls back, offline and at the next touch, what was cut off before its record was there', async () => {
    await aCopy();
    const { update } = await apply(null);
    // As a process leaves it that ended just before it replaced the record.
    const undo = `.atrium/undo/${update}`;
    const { changes } = JSON.parse(copy.read(`${undo}/update.json`)) as { changes: object[] };
    copy.write({
      '.atrium/origin.json': copy.read(`${undo}/origin.json`),
      '.atrium/journal.json': JSON.stringify({ update, record: 'none', changes, made: [] })
    });
    copy.world.fetch = async () => Promise.reject(new Error('There is no network here.'));
    expect(await status()).toMatchObject({ release: { label: '1.0.0' }, undo: null, recovered: [] });
    expect(copy.tree()).toEqual(FIRST);
    expect(copy.has('.atrium/journal.json')).toBe(false);
  });

  it('says that a folder is no copy', async () => {
    await aCopy();
    await expect(copy.job<CopyStatusRequest>({ job: 'copy-status', folder: '' } as never)).rejects.toMatchObject({
      code: 'not-a-copy'
    });
  });
});
