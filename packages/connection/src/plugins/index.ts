// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { connection } from './connection';

/** The plugins of this package. */
export default [connection];
