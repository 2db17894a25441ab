// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { activeContent } from './active-content.ts';
import { card } from './card.ts';
import { cellIds } from './cell-ids.ts';
import { email } from './email.ts';
import { errorOutput } from './error-output.ts';
import { installCell } from './install-cell.ts';
import { kernelMissing } from './kernel-missing.ts';
import { leftovers } from './leftovers.ts';
import { missingFile } from './missing-file.ts';
import { names } from './names.ts';
import { operatorPattern } from './operator-pattern.ts';
import { pending } from './pending.ts';
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
  pending,
  leftovers,
  personalPath,
  email,
  operatorPattern,
  errorOutput,
  runOrder,
  installCell,
  activeContent,
  cellIds,
  kernelMissing,
  trusted
];

/** All rules that look at the work as a whole. */
export const WORK_RULES: readonly WorkRule[] = [names, card, missingFile];
