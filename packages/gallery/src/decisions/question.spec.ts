// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { STATUS, aConflict, aPlan } from '../../test/update-fakes';
import { aRefusal } from '../../test/fakes';
import { Question } from './question';

const ENTRY = { release: aPlan().to, pending: aConflict() };
const AGAIN = { ...STATUS, pending: [ENTRY] };

function aQuestion(): { question: Question; decide: jest.Mock; takeBack: jest.Mock; settled: jest.Mock } {
  const takeBack = jest.fn(async () => AGAIN);
  const decide = jest.fn(async () => ({ status: STATUS, takeBack }));
  const settled = jest.fn();
  const question = new Question({ entry: ENTRY, conflict: aConflict(), decide, settled });
  return { question, decide, takeBack, settled };
}

describe('Question', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('carries a choice out once', async () => {
    const { question, decide, settled } = aQuestion();

    await Promise.all([question.decide('theirs'), question.decide('mine')]);

    expect(decide.mock.calls).toEqual([[question, 'theirs']]);
    expect(settled.mock.calls).toEqual([[STATUS]]);
    expect(question.state).toEqual({ at: 'decided', choice: 'theirs' });
  });

  it('is asked again when its decision is taken back', async () => {
    const { question, settled } = aQuestion();
    await question.decide('both');

    await question.takeBack();

    expect(question.state).toEqual({ at: 'asking', error: null });
    expect(settled).toHaveBeenLastCalledWith(AGAIN);
    jest.runAllTimers();
    expect(question.isOver).toBe(false);
  });

  it('stays open, and says why, when the choice is refused', async () => {
    const { question, decide } = aQuestion();
    decide.mockRejectedValueOnce(aRefusal('copy-busy'));

    await question.decide('theirs');
    expect(question.state).toMatchObject({ at: 'asking', error: { code: 'copy-busy' } });

    await question.decide('theirs');
    expect(question.state.at).toBe('decided');
  });

  it('can be taken back as long as somebody is at it', async () => {
    const { question } = aQuestion();
    await question.decide('theirs');

    question.hold();
    jest.runAllTimers();
    expect(question.isOver).toBe(false);

    question.wait();
    jest.runAllTimers();
    expect(question.isOver).toBe(true);
  });

  it('stays decided when taking it back fails', async () => {
    const { question, takeBack } = aQuestion();
    takeBack.mockRejectedValueOnce(aRefusal('copy-busy'));
    await question.decide('theirs');

    await question.takeBack();

    expect(question.state).toEqual({ at: 'decided', choice: 'theirs' });
  });
});
