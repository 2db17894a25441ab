// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ConfigError } from '../src/config';
import { readEnv } from '../src/env';
import { decision, fill, notebook } from './publish';
import type { TestService } from './service';
import { startService } from './service';

const PATTERNS = [{ name: 'a student number', pattern: '\\bs\\d{7}\\b' }];

describe('patterns of the operator', () => {
  let test: TestService;
  afterEach(() => test.stop());

  it('are told to people, and asked about before anything goes out', async () => {
    test = await startService({ config: { patterns: PATTERNS } });
    const alice = test.as('alice');
    expect((await alice.getMe()).patterns).toEqual(PATTERNS);
    const opened = await alice.openDraft({ body: { work: null, title: 't', source: 's', total: null } });
    const sealed = await fill(alice, opened, { 'a.ipynb': notebook('grade["s1234567"]') });
    expect(sealed.checks).toMatchObject([
      { kind: 'operator-pattern', level: 'ask', message: 'Cell 1 names a student number.' }
    ]);
    expect(JSON.stringify(sealed)).not.toContain('s1234567');
    const params = { draft: opened.draft.id };
    const unanswered = { ...decision(sealed), acknowledged: [] };
    await expect(alice.publishDraft({ params, body: unanswered })).rejects.toMatchObject({ code: 'checks-open' });
  });
});

describe('ATRIUM_PATTERNS', () => {
  const patternsOf = (value: string): unknown =>
    readEnv({ ATRIUM_SECRET: 'x', ATRIUM_PATTERNS: value }, '0.0.0').patterns;

  it('lists names and regular expressions as JSON', () => {
    expect(patternsOf(JSON.stringify(PATTERNS))).toEqual(PATTERNS);
    expect(patternsOf('')).toEqual([]);
  });

  it.each(['{', '[{"name": "x"}]', '[{"name": "x", "pattern": "("}]', '[{"name": "x", "pattern": "a*"}]'])(
    'refuses %s',
    value => {
      expect(() => patternsOf(value)).toThrow(ConfigError);
      expect(() => patternsOf(value)).toThrow(/ATRIUM_PATTERNS/);
    }
  );
});
