// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ME, aCheck, aScan, aSecret } from '../../test/fakes';
import { EMPTY_FORM } from './card-form';
import { blockersOf, standingOf } from './standing';
import { type PublishState, initialState } from './state';

const ready = (fields: Partial<PublishState> = {}): PublishState => ({
  ...initialState('x'),
  status: 'ready',
  me: ME,
  isLooking: false,
  scan: aScan(),
  form: { ...EMPTY_FORM, title: 'T', authors: [{ name: 'A' }], licence: 'MIT' },
  ...fields
});

describe('standingOf', () => {
  it.each<[string, Partial<PublishState>]>([
    ['ready', {}],
    ['wait', { isLooking: true }],
    ['wait', { fixing: 'x' }],
    ['wait', { status: 'unknown', me: null }],
    ['no-service', { status: 'logged-out', me: null }],
    ['no-service', { status: 'unreachable' }],
    ['empty', { scan: aScan({ files: [] }) }],
    ['fix', { checks: [aSecret()] }],
    ['answer', { checks: [aCheck()] }],
    ['ready', { checks: [aCheck({ level: 'note' })] }]
  ])('is %s', (kind, fields) => {
    expect(standingOf(ready(fields)).kind).toBe(kind);
  });

  it('names who can allow publishing, before all else', () => {
    const me = { ...ME, can: { ...ME.can, publish: false } };
    expect(standingOf(ready({ me, checks: [aSecret()] }))).toEqual({ kind: 'not-allowed', contact: 'ada' });
  });

  it('begins with the fields, because focus does', () => {
    const form = { ...EMPTY_FORM, title: '', authors: [{ name: 'A' }] };
    const standing = standingOf(ready({ form, checks: [aSecret(), aCheck()] }));
    expect(standing).toMatchObject({ kind: 'fix', count: 2, first: { fault: { field: 'title' } } });
  });
});

describe('blockersOf', () => {
  it('takes an open licence for a question, not for a mistake', () => {
    const form = { ...EMPTY_FORM, title: 'T', authors: [{ name: 'A' }] };
    const { toFix, toAnswer } = blockersOf(ready({ form }));
    expect(toFix).toEqual([]);
    expect(toAnswer).toMatchObject([{ fault: { field: 'licence' } }]);
  });
});
