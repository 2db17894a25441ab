// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export function peerRules(hosts: readonly string[], port: number): string;
