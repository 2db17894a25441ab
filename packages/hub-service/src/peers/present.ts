// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { type Candidate, newPeer } from './inspect.ts';
export { setMode } from './following.ts';
