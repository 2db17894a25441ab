// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestService } from '../../hub-service/test/service';
import { startService } from '../../hub-service/test/service';
import { run } from '../src/run';
import { lab, sources } from './a-copy';
import { worldOf, writeFiles } from './world';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

describe('update, with a real service', () => {
  it('brings what the author published again, and keeps what the reader wrote', async () => {
    const [author, reader] = [worldOf(service, 'alice'), worldOf(service, 'bob')];
    writeFiles(join(author.home, 'course'), {
      'lab.ipynb': lab(['import numpy', 'load', '# answer']),
      'ice.csv': '1\n'
    });
    await run(['publish', 'course', '--json', '--title', 'Ice'], author);
    const { work } = JSON.parse(author.printed.at(-1) ?? '') as { work: string };
    expect(await run(['get', work, 'ice'], reader)).toBe(0);
    writeFiles(join(reader.home, 'ice'), { 'lab.ipynb': lab(['import numpy', 'load', 'answer = 42']) });

    writeFiles(join(author.home, 'course'), {
      'lab.ipynb': lab(['import numpy', 'load all', '# answer']),
      'ice.csv': '2\n'
    });
    expect(await run(['publish', 'course', '--json'], author)).toBe(0);
    expect({ code: await run(['update', 'ice'], reader), reported: reader.reported }).toEqual({
      code: 0,
      reported: []
    });
    expect(sources(readFileSync(join(reader.home, 'ice/lab.ipynb'), 'utf8'))).toEqual([
      'import numpy',
      'load all',
      'answer = 42'
    ]);
    expect(readFileSync(join(reader.home, 'ice/ice.csv'), 'utf8')).toBe('2\n');
    author.clean();
    reader.clean();
  });
});
