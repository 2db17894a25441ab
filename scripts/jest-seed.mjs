// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// `npm test` gives the same answer for the same sources; `npm run test:deep` looks for new examples.
import { configureGlobal } from 'fast-check';

if (!process.env.ATRIUM_DEEP) {
  configureGlobal({ seed: 20_261_128 });
}
