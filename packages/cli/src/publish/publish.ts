// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { resolve } from 'node:path';
import type { CardFields, Draft, Me, PublishedAs, Scan, Sealed, Work, WorkPage } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { AtriumError, digestOfFiles, withRetries } from '@jupyter-atrium/client';
import type { World } from '../command.ts';
import { problem } from '../files/disk-error.ts';
import { readPublished, rememberPublished } from '../files/published-record.ts';
import type { Source } from '../files/source.ts';
import { findSource } from '../files/source.ts';
import { nodeCodec } from '../node-codec.ts';
import { openClient } from '../open-client.ts';
import type { IReadOptions, Prepared } from '../scan/prepare-all.ts';
import { prepareAll } from '../scan/prepare-all.ts';
import { entryOf, scanSource } from '../scan/scan.ts';
import { foldersOf } from '../settings/folders.ts';
import { hubSetting } from '../settings/hub.ts';
import type { Watched } from '../terminal/progress.ts';
import { watch } from '../terminal/progress.ts';
import { makeCard } from './card.ts';
import { isConfirmed, keepConfirmed } from './confirmed.ts';
import { putPicture } from './cover.ts';
import type { DraftInHand } from './draft.ts';
import { draftFor, fillDraft } from './draft.ts';
import type { Decider } from './findings.ts';
import { decide } from './findings.ts';
import type { PublishOptions } from './options.ts';
import { audienceWords, confirmQuestion, sayLeftOut, sayPublished, sayUnchanged } from './say.ts';
import { sourceName } from './source-name.ts';

/** One run of `atrium publish`. */
type Run = {
  options: PublishOptions;
  world: World;
  watched: Watched;
  source: Source;
  client: Client;
  /** Of the service. */
  address: string;
  /** The person's cache folder. */
  cache: string;
};

/** Publishes a notebook or folder: a new work, or a further release of the one it was published as. */
export async function publish(options: PublishOptions, world: World): Promise<number> {
  const setting = hubSetting(world);
  const source = findSource(resolve(world.folder, options.path), options.path);
  const { address } = setting;
  const cache = foldersOf(world.env).cache;
  const run: Run = {
    options,
    world,
    watched: watch(world),
    source,
    client: openClient(world, setting),
    address,
    cache
  };
  const published = options.isNew ? null : readPublished(source);
  const isSame = published !== null && (await isUnchanged(run, published));
  if (published && isSame && (published.url.startsWith(address) || isConfirmed(cache, address, published))) {
    return sayUnchanged(world, options, published);
  }
  const me = await run.client.getMe({}, { signal: run.watched.signal });
  demandMayPublish(me);
  const page = published && (await findWork(run, published));
  if (page && isSame && published.manifest === page.manifest) {
    keepConfirmed(cache, address, published);
    return sayUnchanged(world, options, published);
  }
  const { scan, prepared } = await scanSource(source, readOptions(run));
  run.watched.end();
  sayLeftOut(world, scan);
  return publishScanned(run, { me, page, scan, prepared });
}

type Scanned = { me: Me; page: WorkPage | null; scan: Scan; prepared: Prepared };

async function publishScanned(run: Run, scanned: Scanned): Promise<number> {
  const { options, world, client } = run;
  const { me, page, scan, prepared } = scanned;
  const card = makeCard(options, scan, { me, page });
  const decider: Decider = { keep: options.keep, ask: isAlone(run) ? null : world.ask, report: world.report };
  const kept = await decide(scan.checks, decider);
  await confirm(run, card, scanned);
  const inHand = await openDraft(run, scanned, card);
  const { base, id: draft } = inHand.draft;
  if (page && base?.filesDigest === scan.filesDigest) {
    await client.discardDraft({ params: { draft } });
    return sayUnchanged(world, options, { ...base, work: page.id, url: page.url });
  }
  const sealed = await fillDraft(inHand, prepared, {
    ...run.watched,
    client,
    withOutputs: options.withOutputs,
    published: page && readPublished(run.source),
    cache: run.cache
  });
  run.watched.end();
  const acknowledged = await decide(sealed.checks, decider, kept);
  const work = await release(run, scanned, { draft: inHand.draft, sealed, acknowledged, card });
  const { id, url, label, manifest } = work;
  remember(run, { work: id, url, label, manifest, filesDigest: sealed.filesDigest });
  return sayPublished(world, options, { work, me });
}

function openDraft({ client, source, world }: Run, { page, scan }: Scanned, card: CardFields): Promise<DraftInHand> {
  return draftFor(
    client,
    { work: page?.id ?? null, title: card.title, source: sourceName(source, world.env), total: scan.bytes },
    { filesDigest: scan.filesDigest, base: page?.manifest ?? null }
  );
}

async function release(
  { options, client, watched }: Run,
  { page, scan, prepared }: Scanned,
  { draft, sealed, acknowledged, card }: { draft: Draft; sealed: Sealed; acknowledged: string[]; card: CardFields }
): Promise<Work> {
  const params = { draft: draft.id };
  const cover = page?.card.cover ?? (await putPicture(client, draft, scan.figures[0], prepared.files));
  const body = {
    filesDigest: sealed.filesDigest,
    acknowledged,
    label: options.label ?? null,
    note: options.note,
    audience: options.audience ?? page?.audience ?? 'hub',
    readers: page?.readers ?? [],
    card,
    cover,
    madeFrom: scan.madeFrom ? [scan.madeFrom] : []
  };
  // The same key for each try: an answer that got lost must not make a second release.
  const call = { signal: watched.signal, key: `publish-${draft.id}` };
  return withRetries(() => client.publishDraft({ params, body }, call), watched);
}

async function isUnchanged(run: Run, published: PublishedAs): Promise<boolean> {
  const { files } = await prepareAll(run.source, readOptions(run));
  return (await digestOfFiles(files.map(entryOf), nodeCodec)) === published.filesDigest;
}

function readOptions({ options, world, watched, cache }: Run): IReadOptions {
  const { withOutputs, leaveOut } = options;
  return { ...watched, withOutputs, leaveOut, cache, now: world.now };
}

function demandMayPublish({ can, hub, contact }: Me): void {
  if (!can.readOwn) {
    throw problem(
      'wrong-token',
      'This token may only read: kernels could hold it, or it has all your rights. `atrium help login` says how to make one.'
    );
  }
  if (!can.publish) {
    const who = contact ? `${contact} can allow it.` : 'Its operator can allow it.';
    throw problem('not-allowed', `You may read on ${hub.name}, not publish with this token. ${who}`);
  }
}

/** Finds the work that an update belongs to; null if the person cannot publish a release of it. */
async function findWork({ client, watched, options }: Run, { work }: PublishedAs): Promise<WorkPage | null> {
  try {
    const page = await client.getWork({ params: { work } }, { signal: watched.signal });
    if (page.state !== 'live') {
      throw withdrawn(options.path);
    }
    return page.can.publish ? page : null;
  } catch (error) {
    if (error instanceof AtriumError && error.code === 'work-not-found') {
      return null;
    }
    throw error instanceof AtriumError && error.code === 'work-withdrawn' ? withdrawn(options.path) : error;
  }
}

function withdrawn(path: string): Error {
  return problem(
    'needs-decision',
    `The work that ${path} was published as was withdrawn. Bring it back in the gallery, or publish a new one with --new.`
  );
}

async function confirm(run: Run, card: CardFields, { me, page, scan }: Scanned): Promise<void> {
  if (isAlone(run) || !run.world.ask) {
    return;
  }
  const audience = audienceWords(run.options.audience ?? page?.audience ?? 'hub', me);
  const answer = await run.world.ask(confirmQuestion(card.title, scan, { audience, isUpdate: page !== null }), false);
  if (!/^y(es)?$/i.test(answer)) {
    throw problem('needs-decision', 'Nothing was published.');
  }
}

/** Nobody is asked: a script runs this. */
function isAlone({ options }: Run): boolean {
  return options.isYes || options.isJson;
}

function remember({ source, world, address, cache }: Run, published: PublishedAs): void {
  keepConfirmed(cache, address, published);
  try {
    rememberPublished(source, published);
  } catch {
    // It is published all the same; only the next run will not know of it.
    world.report(`${source.shown} cannot be written to: publishing it again will make a new work.`);
  }
}
