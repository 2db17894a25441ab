// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { AtriumError } from '@jupyter-atrium/client';
import { reportFailure } from './report-failure';

describe('what a failed command says', () => {
  type Code = AtriumError['code'];
  const fail = (code: Code, isJson = false): { code: number; print: jest.Mock; report: jest.Mock } => {
    const world = { print: jest.fn(), report: jest.fn(), showProgress: jest.fn() };
    const error = new AtriumError({ message: 'Words of the service.', status: 400, code });
    return { code: reportFailure(error, world, isJson), ...world };
  };

  it('is what the service says, in one line', () => {
    const { code, report, print } = fail('bad-request');
    expect([code, report.mock.calls, print.mock.calls]).toEqual([1, [['Words of the service.']], []]);
  });

  it('is about the token where the service speaks of a session', () => {
    const { report } = fail('not-logged-in');
    expect(report).toHaveBeenCalledWith(expect.stringMatching(/^The hub does not know this token/));
  });

  it('is one object for programs', () => {
    const { report, print } = fail('base-moved', true);
    const problem = { code: 'base-moved', message: 'Words of the service.' };
    expect([report.mock.calls, print.mock.calls]).toEqual([[], [[JSON.stringify({ problem })]]]);
  });
});
