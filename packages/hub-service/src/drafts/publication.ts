// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Card, PublishDraft } from '@jupyter-atrium/api';
import { writeCrate, writeManifest } from '@jupyter-atrium/api';
import { canRead } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import { newId } from '../clock.ts';
import type { FileChange } from '../content/file-store.ts';
import type { AppContext } from '../context.ts';
import { workUrl } from '../hub.ts';
import type { Stores } from '../stores.ts';
import type { DraftFile, SealedRow } from './store.ts';

const SALT_BYTES = 16;

type Act = { context: AppContext; stores: Stores; caller: Caller; body: PublishDraft };
type Content = {
  id: string;
  isNew: boolean;
  label: string;
  card: Card;
  sealed: SealedRow;
  files: readonly DraftFile[];
};
type Source = PublishDraft['madeFrom'][number];

/**
 * Writes a release with its crate and manifest, and makes it the newest of its work.
 *
 * @returns the work's id
 */
export async function writeRelease(act: Act, content: Content): Promise<string> {
  const { context, stores, caller, body } = act;
  const { id: work, label, card, sealed } = content;
  const { clock } = context;
  if (content.isNew) {
    await stores.works.add({ id: work, owner: caller.person, audience: body.audience });
  }
  const before = content.isNew ? 0 : ((await stores.releases.ofWork(work))[0]?.seq ?? 0);
  const seq = before + 1;
  const createdAt = clock.now();
  const sources = await sourcesOf(act);
  const url = workUrl(context.config, work);
  const files = content.files.map(({ path, digest, size, mediaType }) => ({ path, digest, size, mediaType }));
  const facts = { label, createdAt: new Date(createdAt).toISOString() };
  const salt = Buffer.from(clock.random(SALT_BYTES)).toString('base64url');
  const crate = Buffer.from(
    writeCrate({ ...facts, id: `${url}/v/${label}`, madeFrom: sources.named, salt }, card, files)
  );
  const crateDigest = digestOf(crate);
  const manifest = writeManifest(
    { ...facts, work: url, licence: card.licence, crate: { digest: crateDigest, size: crate.length } },
    files
  );
  await stores.releases.add({
    id: newId(clock),
    work,
    seq,
    label,
    manifest: digestOf(manifest),
    crate: { digest: crateDigest, bytes: crate },
    url,
    filesDigest: sealed.filesDigest,
    createdAt,
    by: caller.person,
    note: body.note,
    files: files.length,
    bytes: sealed.bytes,
    changes: sealed.changes,
    card,
    madeFrom: sources.all
  });
  await stores.files.release(work, seq, await changesOf(stores, work, before, files));
  await stores.works.point(work);
  await stores.works.setAudience(work, body.audience, body.readers);
  await stores.works.noteChange(work);
  return work;
}

/** What differs from the files the work had last, so that an update writes few rows. */
async function changesOf(
  { files: store }: Stores,
  work: string,
  before: number,
  files: readonly { path: string; digest: string; mediaType: string }[]
): Promise<FileChange[]> {
  const old = new Map((before === 0 ? [] : await store.ofRelease(work, before)).map(file => [file.path, file]));
  const put = files.filter(({ path, digest, mediaType }) => {
    const known = old.get(path);
    old.delete(path);
    return known?.digest !== digest || known.mediaType !== mediaType;
  });
  return [...put, ...[...old.values()].map(({ path, mediaType }) => ({ path, digest: null, mediaType }))];
}

/**
 * Sorts what a release says it was made from.
 *
 * A claim about a work here counts only if the author can read that work. The crate, which others may get, names only
 * sources that others may know.
 */
async function sourcesOf({ context, stores, caller, body }: Act): Promise<{ all: Source[]; named: Source[] }> {
  const all: Source[] = [];
  const named: Source[] = [];
  const here = context.config.publicUrl ?? context.config.prefix;
  for (const source of body.madeFrom) {
    const release = await stores.releases.byManifest(source.manifest);
    const work = release && (await stores.works.find(release.work));
    const isOfOthers = !work && !source.work.startsWith(here);
    if (isOfOthers || (work && canRead(caller, work))) {
      all.push(source);
    }
    if (isOfOthers || (work && work.state === 'live' && ['network', 'public'].includes(work.audience))) {
      named.push(source);
    }
  }
  return { all, named };
}

function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${hash('sha256', bytes)}`;
}
