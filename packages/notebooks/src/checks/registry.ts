// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { card } from './card.ts';
import { cellIds } from './cell-ids.ts';
import { errorOutput } from './error-output.ts';
import { kernelMissing } from './kernel-missing.ts';
import { names } from './names.ts';
import { personalPath } from './personal-path.ts';
import type { FileRule, WorkRule } from './rule.ts';
import { runOrder } from './run-order.ts';
import { schema } from './schema.ts';
import { secret } from './secret.ts';
import { size } from './size.ts';
import { trusted } from './trusted.ts';

/** All rules that look at one file; the order is that of findings of equal level. */
export const FILE_RULES: readonly FileRule[] = [
  secret,
  schema,
  size,
  personalPath,
  errorOutput,
  runOrder,
  cellIds,
  kernelMissing,
  trusted
];

/** All rules that look at the work as a whole. */
export const WORK_RULES: readonly WorkRule[] = [names, card];
