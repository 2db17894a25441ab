// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileTable, OpenedDraft } from '@jupyter-atrium/api';
import { ENCODING, LIMITS, frameHeader, readFrames } from '@jupyter-atrium/api';
import { onEachEngine } from './engines';
import { itWantsATicket } from './login';
import type { SentFile } from './publish';
import {
  decision,
  digestOf,
  fill,
  filesDigestOf,
  framesOf,
  noise,
  notebook,
  publish,
  seal,
  sentFile,
  sentFiles,
  sha256,
  tableOf
} from './publish';
import type { TestService } from './service';
import { startService } from './service';

const FILES = { 'a.ipynb': notebook('1'), 'b.bin': noise(200_000) };
const hashesOf = (files: readonly SentFile[]): Buffer =>
  Buffer.concat(files.flatMap(file => file.parts.map(part => part.hash)));

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());
  const service = (): TestService => test;
  const open = (name = 'alice', work: string | null = null): Promise<OpenedDraft> =>
    test.as(name).openDraft({ body: { work, title: 't', source: 's', total: null } });
  const have = async ({ ticket }: { ticket: string }, files: readonly SentFile[]): Promise<boolean[]> => {
    const body = hashesOf(files);
    const bits = await test.as('alice').haveChunks({ body }, { ticket });
    return Array.from({ length: body.length / 32 }, (_, index) =>
      Boolean(((bits[index >> 3] ?? 0) >> (index & 7)) & 1)
    );
  };

  describe('haveChunks', () => {
    itWantsATicket(service, (client, ticket) => client.haveChunks({ body: sha256('') }, { ticket }));

    it('knows what this draft brought', async () => {
      const [big, small] = [sentFile('b.bin', noise(200_000)), sentFile('a.txt', 'a')];
      const opened = await open();
      await test.as('alice').sendChunks({ body: framesOf([big]) }, opened);
      const known = await have(opened, [big, small]);
      expect(known).toEqual([...big.parts.map(() => true), false]);
    });

    it('knows what all of the hub may read, and what the same work has', async () => {
      await publish(test.as('bob'), { 'x.txt': 'hub' }, { audience: 'hub' });
      const own = await publish(test.as('alice'), { 'y.txt': 'mine' }, { audience: 'private' });
      const files = sentFiles({ 'x.txt': 'hub', 'y.txt': 'mine' });
      await expect(have(await open(), files)).resolves.toEqual([true, false]);
      await expect(have(await open('alice', own.id), files)).resolves.toEqual([true, true]);
    });

    it('does not tell who has a private or a withdrawn file', async () => {
      await publish(test.as('bob'), { 'x.txt': 'private' }, { audience: 'private' });
      const gone = await publish(test.as('bob'), { 'x.txt': 'gone' });
      const body = { label: null, scope: 'retract' as const, reason: 'r' };
      await test.as('bob').withdrawWork({ params: { work: gone.id }, body });
      const other = await open('bob');
      await test.as('bob').sendChunks({ body: framesOf(sentFiles({ 'x.txt': 'draft' })) }, other);
      const files = ['private', 'gone', 'draft'].map(text => sentFile('x.txt', text));
      await expect(have(await open(), files)).resolves.toEqual([false, false, false]);
    });

    it('takes whole hashes only', async () => {
      const opened = await open();
      for (const length of [0, 31, 33]) {
        await expect(test.as('alice').haveChunks({ body: Buffer.alloc(length) }, opened)).rejects.toMatchObject({
          status: 400,
          code: 'bad-request'
        });
      }
    });
  });

  describe('sendChunks', () => {
    itWantsATicket(service, (client, ticket) => client.sendChunks({ body: framesOf(sentFiles(FILES)) }, { ticket }));

    it('stores what is sent raw compressed, if that is worth it', async () => {
      const opened = await open();
      const files = sentFiles({ 'a.txt': 'ab'.repeat(20_000), 'b.bin': noise(20_000) });
      await test.as('alice').sendChunks({ body: framesOf(files, 'raw') }, opened);
      const rows = await test.service.context.records.db.selectFrom('chunk').selectAll().orderBy('size').execute();
      expect(rows.map(row => [row.size, row.encoding, row.stored < row.size])).toEqual([
        [20_000, ENCODING.raw, false],
        [40_000, ENCODING.zstd, true]
      ]);
    });

    it('stores a chunk once, whoever sends it', async () => {
      const body = framesOf(sentFiles(FILES));
      await test.as('alice').sendChunks({ body }, await open());
      await test.as('bob').sendChunks({ body }, await open('bob'));
      const packs = await test.service.context.records.db.selectFrom('pack').selectAll().execute();
      expect(packs).toHaveLength(1);
    });

    it.each([
      ['a chunk under another hash', () => frame(sha256('other'), Buffer.from('bytes'))],
      ['bytes that are no zstd', () => frame(sha256('x'), Buffer.from('not compressed'), ENCODING.zstd)],
      ['a frame that breaks off', () => framesOf(sentFiles(FILES)).subarray(0, 1000)],
      ['an unknown encoding', () => Buffer.concat([Buffer.of(7), frame(sha256('x'), Buffer.from('x')).subarray(1)])]
    ])('refuses %s, and keeps nothing of the batch', async (_, makeBad) => {
      const opened = await open();
      const good = framesOf(sentFiles({ 'a.txt': 'a' }));
      await expect(
        test.as('alice').sendChunks({ body: Buffer.concat([good, makeBad()]) }, opened)
      ).rejects.toMatchObject({ status: 422, code: 'bad-content' });
      await expect(have(opened, [sentFile('a.txt', 'a')])).resolves.toEqual([false]);
    });

    it('does not let a wrong batch spoil right ones that arrive with it', async () => {
      const opened = await Promise.all(['alice', 'bob', 'carol'].map(name => open(name)));
      const bodies = ['a', 'b', 'c'].map(text => framesOf(sentFiles({ 'f.txt': text })));
      bodies[1] = frame(sha256('other'), Buffer.from('b'));
      const outcomes = await Promise.allSettled(
        bodies.map((body, index) => test.as('alice').sendChunks({ body }, { ticket: opened[index]?.ticket ?? '' }))
      );
      expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    });

    it('stops at the ticket’s budget', async () => {
      const opened = await open();
      const { db } = test.service.context.records;
      await db.updateTable('ticket').set({ bytesLeft: 100 }).execute();
      await expect(test.as('alice').sendChunks({ body: framesOf(sentFiles(FILES)) }, opened)).rejects.toMatchObject({
        status: 507,
        code: 'quota-exceeded'
      });
    });

    it('refuses a batch that is too long before reading it', async () => {
      const body = Buffer.alloc(LIMITS.batchBytes + 1);
      await expect(test.as('alice').sendChunks({ body }, await open())).rejects.toMatchObject({
        status: 413,
        code: 'too-large'
      });
    });
  });

  describe('putFiles', () => {
    itWantsATicket(service, (client, ticket) => client.putFiles({ body: tableOf([]) }, { ticket }));

    it('builds a table in parts', async () => {
      const opened = await open();
      const files = sentFiles({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' });
      await test.as('alice').sendChunks({ body: framesOf(files) }, opened);
      await test.as('alice').putFiles({ body: tableOf(files.slice(0, 2)) }, opened);
      await test.as('alice').putFiles({ body: { base: null, remove: ['a.txt'], put: [] } }, opened);
      const sealed = await seal(test.as('alice'), opened, files.slice(1), tableOf(files.slice(2)));
      expect(sealed).toMatchObject({ files: 2, bytes: 2 });
    });

    it.each(['../up.txt', '/abs.txt', 'a//b', '.hidden', 'con.txt', 'a:b', 'e\u0301.txt', 'tail. ', '_atrium/x'])(
      'refuses the name %s',
      async path => {
        const body = tableOf([sentFile(path, 'x')]);
        await expect(test.as('alice').putFiles({ body }, await open())).rejects.toMatchObject({
          status: 422,
          code: 'bad-name',
          detail: { path }
        });
      }
    );

    it('starts from releases of the same work only', async () => {
      const other = await publish(test.as('bob'), FILES);
      const own = await publish(test.as('alice'), FILES);
      const opened = await open('alice', own.id);
      const from = (base: string): Promise<void> =>
        test.as('alice').putFiles({ body: { base, remove: [], put: [] } }, opened);
      await expect(from(other.manifest)).rejects.toMatchObject({ code: 'bad-content' });
      await expect(from(own.manifest)).resolves.toBeUndefined();
    });
  });

  describe('sealDraft', () => {
    itWantsATicket(service, (client, ticket) =>
      client.sealDraft({ body: { ...tableOf([]), filesDigest: digestOf('') } }, { ticket })
    );

    it('says what was found', async () => {
      const sealed = await fill(test.as('alice'), await open(), FILES);
      expect(sealed).toMatchObject({
        filesDigest: filesDigestOf(sentFiles(FILES)),
        files: 2,
        entry: 'a.ipynb',
        needs: { language: 'python', packages: [] },
        checks: []
      });
    });

    it('answers the same again, and nothing else any more', async () => {
      const opened = await open();
      const first = await fill(test.as('alice'), opened, FILES);
      await expect(seal(test.as('alice'), opened, sentFiles(FILES))).resolves.toEqual(first);
      await expect(seal(test.as('alice'), opened, sentFiles({ 'z.txt': 'z' }))).rejects.toMatchObject({
        code: 'draft-sealed'
      });
      await expect(
        test.as('alice').sendChunks({ body: framesOf(sentFiles({ 'z.txt': 'z' })) }, opened)
      ).rejects.toMatchObject({ code: 'draft-sealed' });
    });

    it('names the chunks that are missing', async () => {
      const opened = await open();
      const files = sentFiles({ 'a.txt': 'a', 'b.txt': 'b' });
      await test.as('alice').sendChunks({ body: framesOf(files.slice(0, 1)) }, opened);
      await expect(seal(test.as('alice'), opened, files)).rejects.toMatchObject({
        status: 409,
        code: 'chunks-missing',
        detail: { missing: [files[1]?.parts[0]?.hash.toString('hex')] }
      });
      await test.as('alice').sendChunks({ body: framesOf(files.slice(1)) }, opened);
      await expect(seal(test.as('alice'), opened, files)).resolves.toMatchObject({ files: 2 });
    });

    it('does not hand out a private file to who knows its digest or its chunks', async () => {
      await publish(test.as('bob'), { 'x.bin': noise(200_000, 7) }, { audience: 'private' });
      const file = sentFile('x.bin', noise(200_000, 7));
      const table = tableOf([file]);
      const bare = {
        ...table,
        put: table.put.map(({ path, digest, size, mediaType }) => ({ path, digest, size, mediaType }))
      };
      await expect(seal(test.as('alice'), await open(), [file], table)).rejects.toMatchObject({
        code: 'chunks-missing'
      });
      await expect(seal(test.as('alice'), await open(), [file], bare)).rejects.toMatchObject({
        code: 'chunks-missing'
      });
    });

    it('does not believe a recipe that makes up another file than its digest, even one that is here', async () => {
      await publish(test.as('bob'), { 'x.bin': noise(200_000, 7) }, { audience: 'private' });
      const wanted = sentFile('x.bin', noise(200_000, 7));
      const sent = sentFile('x.bin', noise(200_000, 8));
      const opened = await open();
      await test.as('alice').sendChunks({ body: framesOf([sent]) }, opened);
      const lie = { ...sent, digest: wanted.digest };
      await expect(seal(test.as('alice'), opened, [lie])).rejects.toMatchObject({ status: 422, code: 'bad-content' });
    });

    it.each(['notebook.ipynb', 'table.csv'])(
      'does not believe such a recipe of what it looks into, as %s',
      async path => {
        const wanted = sentFile(path, notebook('a'.repeat(300_000)));
        const sent = sentFile(path, notebook('b'.repeat(300_000)));
        const opened = await open();
        await test.as('alice').sendChunks({ body: framesOf([sent]) }, opened);
        const lie = { ...sent, digest: wanted.digest };
        await expect(seal(test.as('alice'), opened, [lie])).rejects.toMatchObject({ status: 422, code: 'bad-content' });
      }
    );

    it('looks into what a digest stands for, whatever harmless recipe another file names beside it', async () => {
      const leaking = sentFile('z.ipynb', notebook(`token = "ghp_${'9fKq2LmZ7xWb4RtY8uVn'}${'3cDs6GhJ1pQe5AaB'}"`));
      const harmless = sentFile('a.ipynb', notebook('harmless'));
      const opened = await open();
      const lie = { ...leaking, path: 'a.ipynb', chunks: harmless.chunks ?? [] };
      await test.as('alice').sendChunks({ body: framesOf([leaking, harmless]) }, opened);
      const { checks } = await seal(test.as('alice'), opened, [lie, leaking]);
      const found = checks.filter(check => check.kind === 'secret').map(check => check.path);
      expect(found).toEqual(['a.ipynb', 'z.ipynb']);
    });

    it.each([
      ['a wrong size', (file: SentFile): SentFile => ({ ...file, size: file.size + 1 })],
      [
        'chunks in another order',
        (file: SentFile): SentFile => ({ ...file, chunks: [...(file.chunks ?? [])].reverse() })
      ]
    ])('refuses %s', async (_, spoil) => {
      const opened = await open();
      const file = sentFile('b.bin', noise(400_000));
      await test.as('alice').sendChunks({ body: framesOf([file]) }, opened);
      await expect(seal(test.as('alice'), opened, [spoil(file)])).rejects.toMatchObject({ code: 'bad-content' });
    });

    it('refuses other files than announced', async () => {
      const opened = await open();
      const files = sentFiles(FILES);
      await test.as('alice').sendChunks({ body: framesOf(files) }, opened);
      const body = { ...tableOf(files), filesDigest: digestOf('other') };
      await expect(test.as('alice').sealDraft({ body }, opened)).rejects.toMatchObject({ code: 'draft-changed' });
    });

    it.each([
      ['two names that are one on some systems', { 'a.txt': '1', 'A.TXT': '2' }],
      ['a file that is a folder of another', { a: '1', 'A/b.txt': '2' }]
    ])('refuses %s', async (_, files) => {
      await expect(fill(test.as('alice'), await open(), files)).rejects.toMatchObject({ code: 'bad-name' });
    });

    it('refuses notebooks that carry trust', async () => {
      const trusted = notebook('1').replace('"metadata": {}', '"metadata": {"trusted": true}');
      await expect(fill(test.as('alice'), await open(), { 'a.ipynb': trusted })).rejects.toMatchObject({
        status: 422,
        code: 'notebook-trusted',
        detail: { paths: ['a.ipynb'] }
      });
    });

    it('takes unchanged files from the base by name only', async () => {
      const work = await publish(test.as('alice'), FILES);
      const opened = await open('alice', work.id);
      const files = sentFiles({ ...FILES, 'c.txt': 'c' });
      await test.as('alice').sendChunks({ body: framesOf(files.slice(2)) }, opened);
      const table = tableOf(files.slice(2), work.manifest);
      await expect(seal(test.as('alice'), opened, files, table)).resolves.toMatchObject({ files: 3 });
    });

    it('takes a renamed file without its chunks', async () => {
      const work = await publish(test.as('alice'), FILES);
      const opened = await open('alice', work.id);
      const file = sentFile('renamed.bin', FILES['b.bin']);
      const { path, digest, size, mediaType } = file;
      const table = { base: work.manifest, remove: Object.keys(FILES), put: [{ path, digest, size, mediaType }] };
      await expect(seal(test.as('alice'), opened, [file], table)).resolves.toMatchObject({ files: 1, bytes: 200_000 });
    });

    it('answers how far it is when that takes long, and goes on behind the call', async () => {
      const { sealing } = test.service.context;
      jest.replaceProperty(sealing, 'answerMs', 0);
      const opened = await open();
      const files = sentFiles(FILES);
      await test.as('alice').sendChunks({ body: framesOf(files) }, opened);
      const body = { ...tableOf(files), filesDigest: filesDigestOf(files) };
      const first = await test.as('alice').sealDraft({ body }, opened);
      expect(first.sealed).toBeNull();
      const other = { ...body, filesDigest: digestOf('other') };
      await expect(test.as('alice').sealDraft({ body: other }, opened)).rejects.toMatchObject({
        code: 'draft-changed'
      });
      await sealing.runOf(opened.draft.id)?.outcome;
      const { sealed, done, total } = await test.as('alice').sealDraft({ body }, opened);
      expect(sealed).toMatchObject({ files: 2 });
      expect(done).toBe(total);
    });

    it('does not seal a table that changed while it was looked at', async () => {
      const opened = await open();
      const files = sentFiles(FILES);
      await test.as('alice').sendChunks({ body: framesOf(files) }, opened);
      const { gate } = test.service.context;
      const look = gate.check.bind(gate);
      jest.spyOn(gate, 'check').mockImplementationOnce(async (...all) => {
        await test.as('alice').putFiles({ body: { base: null, remove: ['a.ipynb'], put: [] } }, opened);
        return look(...all);
      });
      await expect(seal(test.as('alice'), opened, files)).rejects.toMatchObject({ code: 'draft-changed' });
      await expect(test.as('alice').getDraft({ params: { draft: opened.draft.id } })).resolves.toMatchObject({
        state: 'open'
      });
    });

    it('wants at least one file', async () => {
      await expect(seal(test.as('alice'), await open(), [])).rejects.toMatchObject({ code: 'bad-content' });
    });

    it('checks only what changed when a work is updated', async () => {
      const work = await publish(test.as('alice'), FILES);
      const look = jest.spyOn(test.service.context.threads.gate, 'call');
      await publish(test.as('alice'), { ...FILES, 'c.txt': 'c' }, { work: work.id });
      const seen = look.mock.calls.map(([, argument]) =>
        'files' in argument ? argument.files.map(file => file.path) : []
      );
      look.mockRestore();
      expect(seen).toEqual([['c.txt']]);
    });
  });

  describe('getBaseFiles', () => {
    itWantsATicket(service, (client, ticket) => client.getBaseFiles({}, { ticket }));

    it('answers the files a draft starts from', async () => {
      await expect(test.as('alice').getBaseFiles({}, await open())).resolves.toEqual({ table: null });
      const work = await publish(test.as('alice'), FILES);
      const { table } = await test.as('alice').getBaseFiles({}, await open('alice', work.id));
      expect(table).toMatchObject({ manifest: work.manifest, files: [{ path: 'a.ipynb' }, { path: 'b.bin' }] });
      expect(table?.files[1]?.chunks.map(([hash]) => hash)).toEqual(sentFile('b.bin', FILES['b.bin']).chunks);
    });
  });

  describe('getFileTable', () => {
    itWantsATicket(service, (client, ticket) => client.getFileTable({}, { ticket }));

    it('answers all that a copying job needs', async () => {
      const { table, work } = await copy(test);
      const files = sentFiles(FILES);
      expect(table).toEqual({
        manifest: work.manifest,
        filesDigest: filesDigestOf(files),
        entry: 'a.ipynb',
        files: files.map(({ parts, ...file }) => ({
          ...file,
          chunks: parts.map(part => [part.hash.toString('hex'), part.bytes.length])
        }))
      });
    });

    it('ends with the right to read', async () => {
      const { ticket, work } = await copy(test);
      await test.as('alice').editWork({ params: { work: work.id }, body: { audience: 'private' } });
      await expect(test.as('bob').getFileTable({}, { ticket })).rejects.toMatchObject({ code: 'ticket-ended' });
      const readers = [{ kind: 'person' as const, name: 'bob' }];
      await test.as('alice').editWork({ params: { work: work.id }, body: { readers } });
      await expect(test.as('bob').getFileTable({}, { ticket })).resolves.toBeDefined();
      const body = { label: null, scope: 'retract' as const, reason: 'r' };
      await test.as('alice').withdrawWork({ params: { work: work.id }, body });
      await expect(test.as('bob').getFileTable({}, { ticket })).rejects.toMatchObject({ code: 'work-withdrawn' });
    });
  });

  describe('fetchChunks', () => {
    itWantsATicket(service, (client, ticket) => client.fetchChunks({ body: sha256('') }, { ticket }));

    it('answers frames in the order asked for', async () => {
      const { ticket, table } = await copy(test);
      const hashes = table.files.flatMap(file => file.chunks.map(([hash]) => hash)).reverse();
      const body = Buffer.from(hashes.join(''), 'hex');
      const frames = [...readFrames(await test.as('bob').fetchChunks({ body }, { ticket }))];
      expect(frames.map(each => Buffer.from(each.hash).toString('hex'))).toEqual(hashes);
    });

    it('serves chunks of the ticket’s release only', async () => {
      const { ticket } = await copy(test);
      await publish(test.as('carol'), { 'other.txt': 'other' });
      await expect(test.as('bob').fetchChunks({ body: sha256('other') }, { ticket })).rejects.toMatchObject({
        status: 409,
        code: 'chunks-missing',
        detail: { missing: [sha256('other').toString('hex')] }
      });
    });

    it('answers no more than 16 MiB at once', async () => {
      const { ticket, table } = await copy(test);
      const hash = Buffer.from(table.files[1]?.chunks[0]?.[0] ?? '', 'hex');
      const body = Buffer.concat(Array.from({ length: 4000 }, () => hash));
      await expect(test.as('bob').fetchChunks({ body }, { ticket })).rejects.toMatchObject({ status: 413 });
    });
  });

  it('gives tickets one purpose', async () => {
    const upload = await open();
    const { ticket } = await copy(test);
    await expect(test.as('alice').getFileTable({}, upload)).rejects.toMatchObject({ code: 'ticket-ended' });
    await expect(test.as('alice').getBaseFiles({}, { ticket })).rejects.toMatchObject({ code: 'ticket-ended' });
    await expect(test.withToken(upload.ticket).getMe()).rejects.toMatchObject({ code: 'not-logged-in' });
    const sealed = await fill(test.as('alice'), upload, FILES);
    await expect(
      test.withToken(upload.ticket).publishDraft({ params: { draft: upload.draft.id }, body: decision(sealed) })
    ).rejects.toMatchObject({ code: 'not-logged-in' });
  });
});

type Copy = { ticket: string; table: FileTable; work: { id: string; manifest: string } };

async function copy(test: TestService): Promise<Copy> {
  const work = await publish(test.as('alice'), FILES);
  const { ticket } = await test.as('bob').openCopy({ params: { work: work.id }, body: { label: null } });
  return { ticket, work, table: await test.as('bob').getFileTable({}, { ticket }) };
}

function frame(hash: Uint8Array, payload: Uint8Array, encoding: 0 | 1 = ENCODING.raw): Buffer {
  return Buffer.concat([frameHeader({ encoding, hash, payload }), payload]);
}
