// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { Row } from '../../hub-service/bench/row.ts';
import { IS_QUICK, bounded } from '../../hub-service/bench/row.ts';
import { writeLargeFile } from './course.ts';
import { Hub } from './hub.ts';

const BYTES = (IS_QUICK ? 128 : 1024) * 1024 * 1024;
const MB = 1e6;

/** P2 and P16: one large file there and back. */
export async function measureLargeFile(folder: string): Promise<Row[]> {
  const work = join(folder, 'work');
  writeLargeFile(join(work, 'large.bin'), BYTES);
  const hub = await Hub.start(join(folder, 'hub'));
  const published = await hub.publish(work, hub.newPerson());
  const opened = await hub.open(published.published.work, join(folder, 'copy'), hub.newPerson());
  await hub.remove();
  const size = IS_QUICK ? '128 MiB' : '1 GiB';
  return [
    bounded(
      'P2',
      `most memory of the service while a file of ${size} is sent`,
      [published.servicePeakBytes / MB, 'MB'],
      200
    ),
    bounded('P16', 'the same of the program', [published.peakBytes / MB, 'MB'], 300),
    bounded('P16', 'most memory of the service while it is fetched', [opened.servicePeakBytes / MB, 'MB'], 300),
    bounded('P16', 'the same of the program', [opened.peakBytes / MB, 'MB'], 300)
  ];
}
