// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '../release.ts';
import { comparePaths } from './files-digest.ts';

export const MANIFEST_MEDIA_TYPE = 'application/vnd.oci.image.manifest.v1+json';
export const WORK_ARTIFACT_TYPE = 'application/vnd.atrium.work.v1+json';
export const CRATE_MEDIA_TYPE = 'application/vnd.atrium.crate.v1+json';

/** What a manifest says beside its files. */
export type ManifestFacts = {
  /** The work's address. */
  work: string;
  label: string;
  /** SPDX identifier; null leaves the annotation out. */
  licence: string | null;
  /** ISO 8601 in UTC. */
  createdAt: string;
  crate: { digest: string; size: number };
};

/**
 * Writes the OCI image manifest that is a release's identity.
 *
 * The bytes count, not the JSON: fixed key order, no white space, layers ordered by the bytes of their paths. Only the
 * service writes manifests; readers hash the bytes they got and never write them again.
 *
 * @param files - in any order; no path twice
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md
 */
export function writeManifest(facts: ManifestFacts, files: readonly FileEntry[]): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_MEDIA_TYPE,
    artifactType: WORK_ARTIFACT_TYPE,
    config: { mediaType: CRATE_MEDIA_TYPE, digest: facts.crate.digest, size: facts.crate.size },
    layers: [...files]
      .sort((a, b) => comparePaths(a.path, b.path))
      .map(file => ({
        mediaType: file.mediaType,
        digest: file.digest,
        size: file.size,
        annotations: { 'org.opencontainers.image.title': file.path }
      })),
    annotations: {
      'org.opencontainers.image.created': facts.createdAt,
      'org.opencontainers.image.version': facts.label,
      ...(facts.licence === null ? {} : { 'org.opencontainers.image.licenses': facts.licence }),
      'vnd.atrium.work': facts.work
    }
  });
}
