// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { problem } from '../files/disk-error.ts';
import { countWords } from '../terminal/words.ts';

/** Who decides about findings, and what was decided already. */
export type Decider = {
  /** Ids or kinds of findings that may stay. */
  keep: readonly string[];
  /** Asks the person; null: nobody can be asked. */
  ask: World['ask'];
  report: World['report'];
  /** What waits for the decision; default: publishing. */
  act?: 'publish' | 'show';
};

/**
 * Has every finding decided: those that must be fixed refuse, questions are answered by the person or beforehand.
 *
 * @param checks - worst first
 * @param answered - ids answered earlier
 * @returns ids of the questions answered with "keep it"
 * @throws AtriumError `needs-decision` with the open findings
 */
export async function decide(
  checks: readonly Check[],
  { keep, ask, report, act = 'publish' }: Decider,
  answered: readonly string[] = []
): Promise<string[]> {
  const isKept = ({ id, kind }: Check): boolean => keep.includes(id) || keep.includes(kind) || answered.includes(id);
  const stops = checks.filter(check => check.level === 'stop');
  const questions = checks.filter(check => check.level === 'ask');
  const open = questions.filter(check => !isKept(check));
  if (stops.length > 0 || (open.length > 0 && !ask)) {
    throw undecided(stops, open, act);
  }
  if (open.length > 0 && ask) {
    open.forEach(check => report(findingLine(check)));
    const answer = await ask(
      `${act === 'publish' ? 'Publish' : 'Go on'} with ${open.length === 1 ? 'this' : 'these'} as they are? [y/N] `,
      false
    );
    if (!/^y(es)?$/i.test(answer)) {
      throw undecided([], open, act);
    }
  }
  return questions.map(check => check.id);
}

/** Writes a finding in one line: how much it matters, where, what, and the id that answers it. */
export function findingLine({ level, path, message, id, fixes }: Check): string {
  const where = path === null ? '' : `${path}: `;
  const fix = fixes.includes('leave-out') && path !== null ? ` [--leave-out '${path}']` : '';
  return `  ${level.padEnd(4)} ${where}${message}${level === 'ask' ? ` [--keep ${id}]` : fix}`;
}

function undecided(stops: readonly Check[], open: readonly Check[], act: NonNullable<Decider['act']>): Error {
  const parts = [
    stops.length > 0 ? `${countWords(stops.length, 'thing')} to fix` : '',
    open.length > 0 ? `${countWords(open.length, 'question')} to answer` : ''
  ];
  const lines = [...stops, ...open].map(findingLine);
  const message = `Nothing was ${act === 'publish' ? 'published' : 'changed'}: ${parts.filter(Boolean).join(' and ')} first.\n${lines.join('\n')}`;
  return problem('needs-decision', message, { checks: [...stops, ...open] });
}
