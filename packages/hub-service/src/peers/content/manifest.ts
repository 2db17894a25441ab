// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  checkPath,
  CRATE_MEDIA_TYPE,
  Digest,
  FileEntry,
  foldPath,
  Label,
  LIMITS,
  MANIFEST_MEDIA_TYPE,
  PATH_FAULT_WORDS,
  WORK_ARTIFACT_TYPE
} from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Compile } from 'typebox/compile';
import { readForeignJson } from '../../log/format/index.ts';
import type { ForeignFile } from '../store.ts';

/** A manifest that another hub wrote and that names files we can keep. */
export type ForeignManifest = { work: string; label: string; crate: string; files: ForeignFile[] };

const TITLE = 'org.opencontainers.image.title';

const Size = Type.Integer({ minimum: 0, maximum: LIMITS.fileBytes });

const Manifest = Compile(
  Type.Object({
    schemaVersion: Type.Literal(2),
    mediaType: Type.Literal(MANIFEST_MEDIA_TYPE),
    artifactType: Type.Literal(WORK_ARTIFACT_TYPE),
    config: Type.Object({ mediaType: Type.Literal(CRATE_MEDIA_TYPE), digest: Digest, size: Size }),
    layers: Type.Array(
      Type.Object({
        mediaType: FileEntry.properties.mediaType,
        digest: Digest,
        size: Size,
        annotations: Type.Object({ [TITLE]: Type.String({ minLength: 1, maxLength: 4096 }) })
      }),
      { minItems: 1, maxItems: LIMITS.filesPerRelease }
    ),
    annotations: Type.Object({ 'org.opencontainers.image.version': Label, 'vnd.atrium.work': Type.String() })
  })
);

/**
 * Reads a manifest. Names that cannot be kept everywhere are refused, never repaired.
 *
 * @returns what is wrong with it, in words
 */
export function readManifest(bytes: Uint8Array): ForeignManifest | string {
  const value = bytes.length > LIMITS.manifestBytes ? null : readForeignJson(bytes);
  if (!Manifest.Check(value)) {
    return 'Its manifest cannot be read.';
  }
  const files = value.layers.map(({ mediaType, digest, size, annotations }) => ({
    path: annotations[TITLE] ?? '',
    digest,
    size,
    mediaType
  }));
  return (
    faultOf(files.map(({ path }) => path)) ?? {
      work: value.annotations['vnd.atrium.work'],
      label: value.annotations['org.opencontainers.image.version'],
      crate: value.config.digest,
      files
    }
  );
}

/** What is wrong with names; null: nothing. */
function faultOf(paths: readonly string[]): string | null {
  const seen = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    const fault = checkPath(path);
    if (fault) {
      return `The name of one of its files ${PATH_FAULT_WORDS[fault]}.`;
    }
    const folded = foldPath(path);
    if (seen.has(folded)) {
      return 'Two of its files have one name on some systems.';
    }
    seen.add(folded);
    for (let end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
      folders.add(folded.slice(0, end));
    }
  }
  return [...folders].some(folder => seen.has(folder)) ? 'One of its files is a folder, too.' : null;
}

/** Addresses of the works that a crate says a release was made from. */
export function sourcesOf(crate: Uint8Array): string[] {
  const value = readForeignJson(crate);
  const graph: unknown = typeof value === 'object' && value !== null && '@graph' in value ? value['@graph'] : [];
  const items: unknown[] = Array.isArray(graph) ? graph : [];
  return items
    .flatMap(item => listOf(typeof item === 'object' && item !== null && 'isBasedOn' in item ? item.isBasedOn : []))
    .flatMap(source => (typeof source === 'object' && source !== null && '@id' in source ? [source['@id']] : []))
    .filter(id => typeof id === 'string')
    .filter(id => URL.parse(id) !== null)
    .slice(0, MOST_SOURCES);
}

const MOST_SOURCES = 20;

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}
