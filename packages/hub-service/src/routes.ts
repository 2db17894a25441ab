// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { people } from './people/index.ts';
import type { Route } from './route.ts';

/** Every operation this service answers; `contract.spec.ts` holds it against the contract. */
export const routes: readonly Route[] = [...people];
