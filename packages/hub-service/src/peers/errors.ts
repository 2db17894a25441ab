// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { PeerFetchError } from './fetch/errors.ts';
export { PeerFollowError } from './follower/errors.ts';
