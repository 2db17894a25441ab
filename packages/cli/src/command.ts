// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a command may use of the world; injected so that specs can set it. */
export type World = {
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  /** One line on standard output. */
  print: (line: string) => void;
  /** One line on standard error. */
  report: (line: string) => void;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
};

/** One verb of the program. */
export type Command = {
  name: string;
  /** One line for `atrium --help`. */
  summary: string;
  /**
   * Runs the verb.
   *
   * @param args - what follows the verb
   * @returns the exit code
   */
  run: (args: readonly string[], world: World) => Promise<number>;
};
