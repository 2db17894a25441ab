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

/** The findings of a service in one sentence, the gravest first; and whether the rest is well. */
export type Verdict = { level: Level; sentence: string; rest: string };

/** Puts the findings of a service into one sentence, the gravest first. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const grave = (['stop', 'warning'] as const).flatMap(level => findings.filter(finding => finding.level === level));
  const [first] = grave;
  if (!first) {
    return { level: 'ok', sentence: 'All is well.', rest: '' };
  }
  const clauses = grave.map(({ clause }) => clause);
  const joined = [clauses.slice(0, -1).join(', '), ...clauses.slice(-1)].filter(Boolean).join(' and ');
  return {
    level: first.level,
    sentence: `${joined.charAt(0).toUpperCase()}${joined.slice(1)}.`,
    rest: grave.length < findings.length ? 'All else is well.' : ''
  };
}
