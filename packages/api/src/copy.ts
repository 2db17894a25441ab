// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from './limits.ts';
import { Ticket } from './draft.ts';
import { Count, Digest, Id, Label, Size } from './primitive.ts';

/** Everything a copy must know of its origin, and the ticket that fetches its files. */
export const OpenedCopy = Type.Object({
  ...Ticket.properties,
  work: Id,
  /** The work's address at its home hub. */
  url: Type.String(),
  /** The home hub's id, and the fingerprint of its log key; empty while it has no log. */
  home: Type.Object({ hub: Type.String(), key: Type.String() }),
  /** The address of the service that gave it. */
  via: Type.String(),
  title: Type.String({ maxLength: LIMITS.titleCharacters }),
  label: Label,
  manifest: Digest,
  files: Count,
  bytes: Size
});
export type OpenedCopy = Type.Static<typeof OpenedCopy>;
