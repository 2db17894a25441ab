// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { OperatorPattern } from './check.ts';
import { Id, nullable, oneOf } from './primitive.ts';

/** A person of this hub: an opaque id and the name shown. */
export const Person = Type.Object({ id: Id, name: Type.String() });
export type Person = Type.Static<typeof Person>;

/** Somebody credited with a work. */
export const Author = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  /** An ORCID iD as the author wrote it. */
  orcid: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$' }))
});
export type Author = Type.Static<typeof Author>;

/** Who is named as a reader of a private work: a person or a group of this hub, by its JupyterHub name. */
export const Reader = Type.Object({
  kind: oneOf(['person', 'group']),
  name: Type.String({ minLength: 1, maxLength: 255 })
});
export type Reader = Type.Static<typeof Reader>;

/** A hub as others see it. */
export const Hub = Type.Object({
  /** Public service address without scheme and final slash. */
  id: Type.String(),
  name: Type.String()
});
export type Hub = Type.Static<typeof Hub>;

/** The caller, their rights, and the service they speak to. */
export const Me = Type.Object({
  person: Person,
  /** The JupyterHub user name; shown only to its owner. */
  username: Type.String(),
  hub: Hub,
  /** The service's address as browsers see it, with a final slash; empty if it only knows its path. */
  url: Type.String(),
  version: Type.String(),
  /** One person on their own machine: audiences say nothing. */
  isSolo: Type.Boolean(),
  /** Other hubs can follow this one; else works for the network or the public do not leave it. */
  isInNetwork: Type.Boolean(),
  can: Type.Object({ readOwn: Type.Boolean(), publish: Type.Boolean(), curate: Type.Boolean(), admin: Type.Boolean() }),
  /** Who can allow what `can` denies, as the operator worded it. */
  contact: nullable(Type.String()),
  /** What the operator wants people to be asked about before they publish. */
  patterns: Type.Array(OperatorPattern)
});
export type Me = Type.Static<typeof Me>;
