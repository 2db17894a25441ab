// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Count, Digest, Id, Label, Size } from './primitive.ts';

/** Media type, and value of `type`, of a copy's record. */
export const ORIGIN_TYPE = 'application/vnd.atrium.copy.v1+json';

/**
 * The record of a copy: `.atrium/origin.json`, or `_atrium/origin.json` where hidden files cannot be written.
 *
 * It holds no token, user name or absolute path.
 */
export const Origin = Type.Object({
  type: Type.Literal(ORIGIN_TYPE),
  /** Names this copy; made when it is opened. */
  copy: Id,
  /** The work's address at its home hub. */
  work: Type.String(),
  home: Type.Object({ hub: Type.String(), key: Type.String() }),
  /** The service it was opened through. */
  via: Type.String(),
  title: Type.String(),
  release: Type.Object({ label: Label, manifest: Digest }),
  /** By release path. */
  files: Type.Record(
    Type.String(),
    Type.Object({
      /** The release file this one was last brought to. */
      base: Digest,
      /** The release that file is at. */
      manifest: Digest,
      /** As found or written last; only a cache. */
      disk: Type.Object({
        sha256: Type.String(),
        size: Size,
        /** Nanoseconds since 1970, as decimal digits: more than a number holds. */
        mtimeNs: Type.String()
      })
    })
  ),
  /** Renames followed: release path → path here. */
  paths: Type.Record(Type.String(), Type.String()),
  /** Released files deleted here on purpose. */
  left: Type.Array(Type.String()),
  /** By path: cell ids here → cell ids of the release. */
  aliases: Type.Record(Type.String(), Type.Record(Type.String(), Type.String()))
});
export type Origin = Type.Static<typeof Origin>;

/** A copy found among a person's files. */
export const LocalCopy = Type.Object({
  copy: Id,
  /** Its folder, relative to the root of the person's files. */
  folder: Type.String(),
  work: Type.String(),
  title: Type.String(),
  label: Label,
  manifest: Digest,
  /** What updates left to the person. */
  toDecide: Count,
  /** Milliseconds since 1970. */
  openedAt: Type.Integer()
});
export type LocalCopy = Type.Static<typeof LocalCopy>;
