// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { onEachEngine } from './engines';
import { fetchAll, noise, notebook, publish } from './publish';
import type { TestService } from './service';
import { startService } from './service';

onEachEngine(makeDatabase => {
  let test: TestService;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
  });
  afterEach(() => test.stop());

  it('gives out what was published', async () => {
    const files = { 'a.ipynb': notebook('1 + 1'), 'data/b.bin': noise(300_000), 'empty.txt': '' };
    const work = await publish(test.as('alice'), files);
    expect(work).toMatchObject({ label: '1.0.0', files: 3, audience: 'hub', releases: 1 });
    const got = await fetchAll(test.as('bob'), work.id);
    expect(Object.keys(got)).toEqual(['a.ipynb', 'data/b.bin', 'empty.txt']);
    expect(got['data/b.bin']).toEqual(noise(300_000));
  });
});
