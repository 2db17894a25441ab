// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Me, PublishedAs, Scan, Work } from '@jupyter-atrium/api';
import { licenceName } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { countWords, sizeWords } from '../terminal/words.ts';
import type { PublishOptions } from './options.ts';

type Say = Pick<World, 'print' | 'report'>;

/** Names an audience so that it completes "for …". */
export function audienceWords(audience: Audience, { hub }: Me): string {
  const words: Record<Audience, string> = {
    private: 'the people you name',
    hub: `everybody on ${hub.name}`,
    network: 'the network',
    public: 'everybody'
  };
  return words[audience];
}

export function confirmQuestion(
  title: string,
  { files, bytes }: Pick<Scan, 'files' | 'bytes'>,
  { audience, isUpdate }: { audience: string; isUpdate: boolean }
): string {
  const what = isUpdate ? `an update of “${title}”` : `“${title}”`;
  return `Publish ${what} (${countWords(files.length, 'file')}, ${sizeWords(bytes)}) for ${audience}? [y/N] `;
}

/** Says what stays out though nobody asked for it. */
export function sayLeftOut({ report }: Say, { leftOut }: Pick<Scan, 'leftOut'>): void {
  const words: Partial<Record<Scan['leftOut'][number]['reason'], string>> = {
    link: 'a link',
    'special-file': 'no ordinary file',
    unreadable: 'cannot be read'
  };
  for (const { path, reason } of leftOut) {
    if (words[reason]) {
      report(`Left out: ${path} (${words[reason]}).`);
    }
  }
}

/** Says that there is nothing to publish. */
export function sayUnchanged(
  { print }: Say,
  { isJson }: PublishOptions,
  { work, url, label, manifest }: Omit<PublishedAs, 'filesDigest'>
): number {
  print(
    isJson
      ? JSON.stringify({ work, release: label, url, manifest, isUnchanged: true })
      : `Same as ${label}: nothing to publish.`
  );
  return EXIT.ok;
}

/** Says what was published, and where. */
export function sayPublished({ print }: Say, { isJson }: PublishOptions, { work, me }: { work: Work; me: Me }): number {
  const { id, url, label, manifest, audience, card, files, bytes } = work;
  if (isJson) {
    print(JSON.stringify({ work: id, release: label, url, manifest, files, bytes, isUnchanged: false }));
    return EXIT.ok;
  }
  print(`Published “${card.title}” as ${label} for ${audienceWords(audience, me)}.`);
  print(
    `Licence: ${licenceName(card.licence)}${card.licence === null ? '; --licence CC-BY-4.0 would let people reuse it' : ''}.`
  );
  print(url);
  return EXIT.ok;
}
