// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aCheck, aSecret } from '../../test/fakes';
import { EMPTY_FORM } from './card-form';
import { acknowledged, groupFindings, openFindings } from './findings';

describe('groupFindings', () => {
  it('puts the worst first and equal ones together', () => {
    const groups = groupFindings([
      aCheck({ id: 'n', kind: 'run-order', level: 'note', fixes: [] }),
      aCheck({ id: 'a' }),
      aSecret(),
      aCheck({ id: 'b', cell: { index: 5, id: null } })
    ]);
    expect(groups.map(group => group.checks.map(check => check.id))).toEqual([['secret-1'], ['a', 'b'], ['n']]);
  });

  it('shows every secret by itself', () => {
    expect(groupFindings([aSecret(), aSecret({ id: 'secret-2' })])).toHaveLength(2);
  });

  it('does not group missing files: each is another one', () => {
    const missing = (id: string): ReturnType<typeof aCheck> => aCheck({ id, kind: 'missing-file', fixes: [] });
    expect(groupFindings([missing('x'), missing('y')])).toHaveLength(2);
  });

  it('keeps apart what is fixed in other ways', () => {
    expect(groupFindings([aCheck(), aCheck({ id: 'b', place: 'source', fixes: ['make-relative'] })])).toHaveLength(2);
  });
});

describe('openFindings', () => {
  it('never takes an answer for what must be fixed', () => {
    expect(openFindings([aSecret()], new Set(['secret-1']))).toHaveLength(1);
  });

  it('leaves the card to its fields', () => {
    expect(openFindings([aCheck({ kind: 'card', place: 'card' })], new Set())).toEqual([]);
  });
});

describe('acknowledged', () => {
  const card = aCheck({ id: 'card-1', kind: 'card', place: 'card' });

  it('names answers that still have their finding, and what the card settles', () => {
    const form = { ...EMPTY_FORM, title: 'T', authors: [{ name: 'A' }] };
    const checks = [aCheck(), aCheck({ id: 'unanswered' }), card, aSecret()];
    expect(acknowledged(checks, new Set(['personal-path-1', 'old', 'secret-1']), form)).toEqual([
      'personal-path-1',
      'card-1'
    ]);
  });

  it('does not settle an empty card', () => {
    expect(acknowledged([card], new Set(), EMPTY_FORM)).toEqual([]);
  });
});
