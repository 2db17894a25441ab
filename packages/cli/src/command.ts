// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ClientOptions } from '@jupyter-atrium/client';

/** What a command may use of the world; injected so that specs can set it. */
export type World = {
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  /** The folder that relative paths start from. */
  folder: string;
  /** One line on standard output. */
  print: (line: string) => void;
  /** One line on standard error. */
  report: (line: string) => void;
  /** Replaces the progress line of the terminal; empty: removes it. Null: there is no terminal. */
  showProgress: ((line: string) => void) | null;
  /** Colours may be printed. */
  isColoured?: boolean;
  /** Asks the person at the terminal for a line; null: nobody is there. */
  ask: ((question: string, isSecret: boolean) => Promise<string>) | null;
  /** All of standard input. */
  readInput: () => Promise<string>;
  /** A signal that Ctrl-C or SIGTERM aborts; the process then ends within two seconds, whatever it does. */
  untilStopped: () => AbortSignal;
  /** Makes calls in specs; null: the network. */
  fetch: ClientOptions['fetch'] | null;
  /** Milliseconds since 1970. */
  now: () => number;
};

/** One verb of the program. */
export type Command = {
  name: string;
  /** What follows the name, for `atrium help`. */
  usage: string;
  /** One line for `atrium help`; empty: it is not listed. */
  summary: string;
  /** Ends so if its command line is wrong; default 2, which means something else for some. */
  usageExit?: number;
  /**
   * Runs the verb.
   *
   * @param args - what follows the verb
   * @returns the exit code
   */
  run: (args: readonly string[], world: World) => Promise<number>;
};
