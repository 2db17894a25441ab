// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Author } from '@jupyter-atrium/api';
import { UsageError, parseArguments } from '../arguments.ts';

/** What a person said of what is published; absent: as found in the files, or as it was. */
export type PublishOptions = {
  path: string;
  title: string | undefined;
  summary: string | undefined;
  tags: string[] | undefined;
  authors: Author[] | undefined;
  /** Null: all rights reserved. */
  licence: string | null | undefined;
  audience: Audience | undefined;
  label: string | undefined;
  note: string;
  /** Publishes a new work even if the source was published before. */
  isNew: boolean;
  /** Nobody is asked whether to go on. */
  isYes: boolean;
  withOutputs: boolean;
  leaveOut: string[];
  /** Ids or kinds of findings that may stay. */
  keep: string[];
  isJson: boolean;
};

const AUDIENCES: readonly Audience[] = ['private', 'hub', 'network', 'public'];
const AUTHOR = /^(.+?)\s*<(?:https:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])>$/;

/**
 * Reads the command line of `publish`.
 *
 * @throws UsageError
 */
export function readPublishOptions(args: readonly string[]): PublishOptions {
  const { values, positionals } = parseArguments(
    args,
    {
      title: { type: 'string' },
      summary: { type: 'string' },
      tag: { type: 'string', multiple: true },
      author: { type: 'string', multiple: true },
      licence: { type: 'string' },
      audience: { type: 'string' },
      label: { type: 'string' },
      note: { type: 'string', default: '' },
      new: { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      'without-outputs': { type: 'boolean', default: false },
      'leave-out': { type: 'string', multiple: true, default: [] },
      keep: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false }
    },
    ['PATH']
  );
  return {
    path: positionals[0] ?? '',
    title: values.title,
    summary: values.summary,
    tags: values.tag,
    authors: values.author?.map(readAuthor),
    licence: values.licence === 'none' ? null : values.licence,
    audience: readAudience(values.audience),
    label: values.label,
    note: values.note,
    isNew: values.new,
    isYes: values.yes,
    withOutputs: !values['without-outputs'],
    leaveOut: values['leave-out'],
    keep: values.keep,
    isJson: values.json
  };
}

function readAuthor(text: string): Author {
  const [, name, orcid] = AUTHOR.exec(text) ?? [];
  return name && orcid ? { name, orcid } : { name: text };
}

/**
 * Reads who may see something.
 *
 * @throws UsageError
 */
export function readAudience(text: string | undefined): Audience | undefined {
  const audience = AUDIENCES.find(each => each === text);
  if (text !== undefined && !audience) {
    throw new UsageError(`--audience is one of ${AUDIENCES.join(', ')}, not “${text}”.`);
  }
  return audience;
}
