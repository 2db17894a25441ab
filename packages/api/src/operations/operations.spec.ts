// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '../operation';
import { PROBLEMS } from '../problem';
import { operations } from '.';

describe('operations', () => {
  const all = Object.entries(operations);

  it.each(all)(
    '%s has its key as id, a summary that is a sentence, and a writing method if it writes',
    (key, operation) => {
      expect(operation.id).toBe(key);
      expect(operation.summary).toMatch(/^[A-Z].*\.$/);
      const { method, audit }: Operation = operation;
      expect(audit === null || method !== 'GET').toBe(true);
    }
  );

  it('has no two operations at one place', () => {
    const places = all.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it.each(all)('%s names each parameter of its path in its schema', (_, operation) => {
    const named = [...operation.path.matchAll(/:(\w+)|(\*)/g)].map(match => match[1] ?? match[2]);
    const schema = 'params' in operation ? Object.keys(operation.params.properties) : [];
    expect(schema.sort()).toEqual(named.sort());
  });

  it('names only problems of the closed list, all of which have a refusing status', () => {
    expect(Object.values(PROBLEMS).every(status => status >= 400 && status < 600)).toBe(true);
  });
});
