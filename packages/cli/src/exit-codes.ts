// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** How the program ends; a promise to scripts. */
export const EXIT = {
  ok: 0,
  /** Something went wrong; the last line says what. */
  error: 1,
  /** The command line or the settings are wrong; nothing was tried. */
  usage: 2,
  /** Nothing was published or changed: a person has to decide something first. */
  decision: 3,
  /** Stopped by Ctrl-C or SIGTERM; the same command goes on from there. */
  stopped: 130
} as const;

const DECISIONS: ReadonlySet<string> = new Set(['needs-decision', 'checks-open', 'base-moved', 'label-taken']);

/** Answers the exit code for a problem. */
export function exitCodeOf(code: string): number {
  if (code === 'not-set-up') {
    return EXIT.usage;
  }
  return DECISIONS.has(code) ? EXIT.decision : EXIT.error;
}
