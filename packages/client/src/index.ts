// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { addressOf, createClient } from './client.ts';
export type { CallOptions, Client, ClientOptions } from './client.ts';
export { AtriumError } from './error.ts';
