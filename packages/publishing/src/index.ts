// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { IPublishing } from './tokens';
export type { PublishPart } from './tokens';
