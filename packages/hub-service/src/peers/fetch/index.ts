// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { PeerFetch, type PeerHosts, type PeerRequest } from './peer-fetch.ts';
export { PeerFetchError, type PeerFault } from './errors.ts';
export { destinationOf, hostPort } from './guard.ts';
export type { PeerFile } from './kinds.ts';
export type { PeerReply } from './reply.ts';
export { type PeerRule, readRules } from './rules.ts';
