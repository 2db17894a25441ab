// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Publishes the example works, once a hub. */
export async function seed() {}
