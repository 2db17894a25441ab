// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { run } from './run.ts';
export type { World } from './command.ts';
