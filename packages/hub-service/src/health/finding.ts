// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** How grave a finding is. */
export type Level = 'ok' | 'warning' | 'stop';

/** One row of the health page. */
export type Finding = {
  name: string;
  level: Level;
  /** How it is, with its limit. */
  value: string;
  /** What to do; empty: nothing. */
  advice: string;
  /** Says what is wrong, to stand in a row of such clauses; empty if nothing is. */
  clause: string;
};

/** Makes a row of something that is as it should be. */
export function fine(name: string, value: string, advice = ''): Finding {
  return { name, level: 'ok', value, advice, clause: '' };
}

/** Puts the findings of a service into one sentence, the gravest first. */
export function verdictOf(findings: readonly Finding[]): { level: Level; sentence: string } {
  const grave = [
    ...findings.filter(({ level }) => level === 'stop'),
    ...findings.filter(({ level }) => level === 'warning')
  ];
  const [first] = grave;
  if (!first) {
    return { level: 'ok', sentence: 'All is well.' };
  }
  const clauses = grave.map(({ clause }) => clause);
  const joined = clauses.length === 1 ? clauses[0] : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)}`;
  const rest = grave.length < findings.length ? ' All else is well.' : '';
  return { level: first.level, sentence: `${capital(joined ?? '')}.${rest}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
