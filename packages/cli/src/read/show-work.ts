// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Release, ReleaseFiles, WorkPage } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import { hubSetting } from '../settings/hub.ts';
import { countWords, sizeWords } from '../terminal/words.ts';
import { workLines } from './search-works.ts';

/** Prints what the gallery knows of a work. */
export async function showWork(id: string, isJson: boolean, world: World): Promise<number> {
  const client = openClient(world, hubSetting(world));
  const call = { signal: world.untilStopped() };
  const work = await client.getWork({ params: { work: id } }, call);
  const [{ releases }, newest] = await Promise.all([
    client.listReleases({ params: { work: id } }, call),
    client.getRelease({ params: { work: id, label: work.label } }, call)
  ]);
  const shown = isJson ? [JSON.stringify({ work, releases, files: newest.entries })] : linesOf(work, releases, newest);
  shown.forEach(world.print);
  return EXIT.ok;
}

function linesOf(work: WorkPage, releases: readonly Release[], { entries }: ReleaseFiles): string[] {
  const { summary, tags, needs } = work.card;
  return [
    ...workLines(work),
    ...(summary ? ['', summary] : []),
    '',
    ...(tags.length > 0 ? [`Tags: ${tags.join(', ')}`] : []),
    ...(needs.packages.length > 0 ? [`Needs: ${[needs.language, ...needs.packages].filter(Boolean).join(', ')}`] : []),
    `Opened: ${countWords(work.copies, 'copy').replace('copys', 'copies')}`,
    '',
    'Releases:',
    ...releases.map(
      ({ label, createdAt, note, state }) =>
        `  ${label}  ${createdAt.slice(0, 10)}${state === 'live' ? '' : `  ${state}`}${note ? `  ${note}` : ''}`
    ),
    '',
    `${countWords(work.files, 'file')}, ${sizeWords(work.bytes)}:`,
    ...entries.map(({ path, size }) => `  ${path}  ${sizeWords(size)}`)
  ];
}
