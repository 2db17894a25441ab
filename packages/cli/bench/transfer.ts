// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures how works travel, against git and others in the same run:
 * `node --conditions=atrium-source packages/cli/bench/transfer.ts`. Processor time is that of both sides.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from '../../hub-service/bench/row.ts';
import { writeCourse } from './course.ts';
import { measureFirst } from './first.ts';
import { measureLargeFile } from './large-file.ts';
import { measureResuming } from './resuming.ts';
import { measureSmallFiles } from './small-files.ts';
import { measureUpdates } from './updates.ts';

const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
const course = join(folder, 'course');

try {
  writeCourse(course);
  (await measureFirst(join(folder, 'first'), course)).forEach(report);
  (await measureUpdates(join(folder, 'updates'), course)).forEach(report);
  report(await measureResuming(join(folder, 'resuming'), course));
  report(await measureSmallFiles(join(folder, 'small')));
  (await measureLargeFile(join(folder, 'large'))).forEach(report);
} finally {
  rmSync(folder, { recursive: true });
}
