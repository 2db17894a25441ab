// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What browser tests can be chosen by: `playwright test --grep @axe`. */
export const TAGS = {
  /** Needs a real JupyterHub. */
  hub: '@hub',
  /** Looks for what people with other senses and other tools cannot reach. */
  axe: '@axe',
  /** Makes the service or the network fail. */
  trouble: '@trouble'
} as const;
