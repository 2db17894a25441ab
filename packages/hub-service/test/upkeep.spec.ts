// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenedDraft } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { onEachEngine } from './engines';
import { digestsOf, fetchAll, fill, framesOf, noise, publish, sentFile, sentFiles, sha256 } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const DAY_MS = 24 * 3_600_000;
const ERASE = { label: null, scope: 'erase' as const, reason: 'r' };

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());

  const packs = (): string[] => {
    const folder = join(test.data, 'packs');
    return existsSync(folder) ? readdirSync(folder).flatMap(name => readdirSync(join(folder, name)).sort()) : [];
  };
  const pathOf = (pack: string): string => join(test.data, 'packs', pack.slice(0, 2), pack);
  const holds = (bytes: Uint8Array): boolean =>
    packs().some(pack => readFileSync(pathOf(pack)).includes(Buffer.from(bytes)));
  const open = (): Promise<OpenedDraft> =>
    test.as('alice').openDraft({ body: { work: null, title: 't', source: 's', total: null } });
  const keep = () => test.service.context.upkeep;
  const grow = (): Promise<{ id: string }> =>
    publish(test.as('alice'), { 'a.bin': noise(60_000, 1), 'b.bin': noise(60_000, 2) });

  describe('collecting', () => {
    it('frees what nobody has needed for two days', async () => {
      const { draft, ticket } = await open();
      await test.as('alice').sendChunks({ body: framesOf([sentFile('a.bin', noise(60_000))]) }, { ticket });
      await keep().collect();
      await test.as('alice').discardDraft({ params: { draft: draft.id } });
      await keep().collect();
      expect(packs()).toHaveLength(1);
      test.clock.pass(2 * DAY_MS + 1000);
      await keep().collect();
      expect(packs()).toEqual([]);
      const rows = await test.service.context.records.db.selectFrom('chunk').selectAll().execute();
      expect(rows).toEqual([]);
    });

    it('forgets that nobody needed what somebody sends again', async () => {
      const body = framesOf([sentFile('a.bin', noise(60_000))]);
      const first = await open();
      await test.as('alice').sendChunks({ body }, first);
      await test.as('alice').discardDraft({ params: { draft: first.draft.id } });
      await keep().collect();
      test.clock.pass(2 * DAY_MS - 1000);
      await fill(test.as('alice'), await open(), { 'a.bin': noise(60_000) });
      test.clock.pass(2000);
      await keep().collect();
      expect(packs()).toHaveLength(1);
    });

    it('writes a pack anew when most of it is not needed, and readers notice nothing', async () => {
      const { draft, ticket } = await open();
      const [kept, ...others] = [1, 2, 3].map(seed => sentFile(`${seed}.bin`, noise(60_000, seed)));
      await test
        .as('alice')
        .sendChunks({ body: framesOf([kept, ...others].filter(file => file !== undefined)) }, { ticket });
      const work = await publish(test.as('bob'), { 'k.bin': noise(60_000, 1) });
      await test.as('alice').discardDraft({ params: { draft: draft.id } });
      const [before] = packs();
      await keep().collect();
      test.clock.pass(2 * DAY_MS + 1000);
      await keep().collect();
      expect(packs()).toHaveLength(1);
      expect(packs()).not.toContain(before);
      expect(readFileSync(pathOf(packs()[0] ?? '')).length).toBeLessThan(70_000);
      await expect(fetchAll(test.as('carol'), work.id)).resolves.toEqual(digestsOf({ 'k.bin': noise(60_000, 1) }));
    });

    it('joins small packs that have grown old', async () => {
      const works = await Promise.all(
        [1, 2, 3].map(seed => publish(test.as('alice'), { 'a.bin': noise(30_000, seed) }))
      );
      test.clock.pass(2 * DAY_MS);
      await keep().collect();
      expect(packs()).toHaveLength(1);
      for (const [index, work] of works.entries()) {
        await expect(fetchAll(test.as('bob'), work.id)).resolves.toEqual(
          digestsOf({ 'a.bin': noise(30_000, index + 1) })
        );
      }
    });

    it('sweeps what a crash left: packs that no record names, after a day', async () => {
      await grow();
      const path = pathOf(sha256('orphan').toString('hex'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'left over');
      await keep().collect();
      expect(existsSync(path)).toBe(true);
      utimesSync(path, 0, 0);
      await keep().collect();
      expect(existsSync(path)).toBe(false);
      expect(packs()).toHaveLength(1);
    });

    it('keeps covers, and what sealed drafts need', async () => {
      const opened = await open();
      await fill(test.as('alice'), opened, { 'a.bin': noise(60_000) });
      await keep().collect();
      test.clock.pass(3 * DAY_MS);
      await keep().collect();
      expect(packs()).toHaveLength(1);
      test.clock.pass(LIMITS.draftSealedMs);
      await keep().expire();
      await keep().collect();
      test.clock.pass(2 * DAY_MS + 1000);
      await keep().collect();
      expect(packs()).toEqual([]);
    });
  });

  describe('erasing', () => {
    it('takes content off the disk at once, except what others have too', async () => {
      const [shared, own] = [noise(60_000, 1), noise(60_000, 2)];
      const { id } = await publish(test.as('alice'), { 'a.bin': shared, 'b.bin': own });
      const other = await publish(test.as('bob'), { 'a.bin': shared });
      await test.as('alice').withdrawWork({ params: { work: id }, body: ERASE });
      await keep().erase();
      expect(holds(own.subarray(100, 200))).toBe(false);
      await expect(fetchAll(test.as('carol'), other.id)).resolves.toEqual(digestsOf({ 'a.bin': shared }));
    });

    it('leaves nothing of the work in the records but its id and digests', async () => {
      const { id } = await publish(
        test.as('alice'),
        { 'zzyzx.txt': 'zzyzx' },
        {
          note: 'zzyzx',
          card: {
            title: 'zzyzx',
            summary: 'zzyzx',
            authors: [{ name: 'zzyzx' }],
            licence: null,
            tags: ['zzyzx'],
            inLanguage: [],
            entry: null
          }
        }
      );
      await test.as('alice').withdrawWork({ params: { work: id }, body: ERASE });
      await keep().erase();
      const { db } = test.service.context.records;
      const tables = ['work', 'release', 'releaseFile', 'file', 'fileCheck', 'draft', 'draftFile', 'lineage'] as const;
      for (const table of tables) {
        expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain('zzyzx');
      }
      // SQLite keeps what is deleted in its file, unless it is told not to.
      const files = readdirSync(test.data).filter(name => name.startsWith('atrium.db'));
      expect(files.filter(name => readFileSync(join(test.data, name)).includes('zzyzx'))).toEqual([]);
    });

    it('goes on after a crash', async () => {
      const own = noise(60_000, 2);
      const { id } = await publish(test.as('alice'), { 'b.bin': own });
      jest.spyOn(test.service.context.upkeep, 'erase').mockResolvedValue();
      await test.as('alice').withdrawWork({ params: { work: id }, body: ERASE });
      expect(holds(own.subarray(100, 200))).toBe(true);
      await keep().expire();
      expect(packs()).toEqual([]);
    });
  });

  describe('scrubbing', () => {
    const spoil = (pack: string, at: number): void => {
      const bytes = readFileSync(pathOf(pack));
      bytes.writeUInt8((bytes[at] ?? 0) ^ 0xff, at);
      writeFileSync(pathOf(pack), bytes);
    };

    it('finds a broken chunk, which counts as not held until it is sent again', async () => {
      const { id } = await grow();
      spoil(packs()[0] ?? '', 1000);
      await keep().expire();
      await expect(fetchAll(test.as('bob'), id)).rejects.toMatchObject({ code: 'chunks-missing' });
      const opened = await open();
      const files = sentFiles({ 'a.bin': noise(60_000, 1), 'b.bin': noise(60_000, 2) });
      const body = Buffer.concat(files.flatMap(file => file.parts.map(part => part.hash)));
      expect([...(await test.as('alice').haveChunks({ body }, opened))]).toEqual([0b10]);
      await fill(test.as('alice'), opened, { 'a.bin': noise(60_000, 1) });
      await expect(fetchAll(test.as('bob'), id)).resolves.toEqual(
        digestsOf({ 'a.bin': noise(60_000, 1), 'b.bin': noise(60_000, 2) })
      );
    });

    it('never gives out a broken file as if it were whole', async () => {
      const { id } = await grow();
      spoil(packs()[0] ?? '', 1000);
      const response = await test.service.app
        .inject({
          url: `/services/atrium/api/v1/works/${id}/releases/1.0.0/files/a.bin`,
          headers: { authorization: `token ${test.hub.own('bob')}` }
        })
        .catch(() => null);
      expect(response?.statusCode === 200 && response.rawPayload.length === 60_000).toBe(false);
    });
  });

  it('writes the index of chunks anew from the packs', async () => {
    const { id } = await grow();
    const { db } = test.service.context.records;
    await db.updateTable('chunk').set({ pack: null, offset: 0, stored: 0 }).execute();
    await db.deleteFrom('pack').execute();
    await expect(fetchAll(test.as('bob'), id)).rejects.toMatchObject({ code: 'chunks-missing' });
    await expect(test.service.context.content.rebuild()).resolves.toEqual({ packs: 1, chunks: 2, broken: 0 });
    await expect(fetchAll(test.as('bob'), id)).resolves.toMatchObject(digestsOf({ 'a.bin': noise(60_000, 1) }));
  });

  it('removes tickets that have ended', async () => {
    await open();
    test.clock.pass(LIMITS.ticketIdleMs + 1);
    await keep().expire();
    await expect(test.service.context.records.db.selectFrom('ticket').selectAll().execute()).resolves.toEqual([]);
  });
});
