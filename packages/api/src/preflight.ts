// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Kernel } from './card.ts';
import { Size, nullable } from './primitive.ts';

/** What can be imported in a kernel; found without starting it. */
export const Installed = Type.Object({
  /** Names of modules as code imports them, those of the language included. */
  modules: Type.Array(Type.String()),
  /** Names of distributions in lower case, with `-` for `_` and `.`. */
  distributions: Type.Array(Type.String())
});
export type Installed = Type.Static<typeof Installed>;

/** What a person's server has to run a work with: the server extension's answer. */
export const Preflight = Type.Object({
  /** The kernel it would run in: that of the work's kernel name, else one of its language; null: there is none. */
  kernel: nullable(Kernel),
  /** Null: what is installed in that kernel cannot be told without starting it. */
  installed: nullable(Installed),
  /** Free space where the person's files are; null: not known. */
  freeBytes: nullable(Size)
});
export type Preflight = Type.Static<typeof Preflight>;
