// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What of a call or event the log may hold: never a token, cookie or body. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one line a record; three levels, because nobody sets more. */
export interface ILogger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Longest client string in the log, in UTF-16 units. */
const MAX_FIELD = 256;

/**
 * Makes a logger of JSON lines.
 *
 * @param write - takes one line without its end
 * @param now - milliseconds since 1970
 */
export function createLogger(write: (line: string) => void, now: () => number): ILogger {
  const log =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      const record = { time: new Date(now()).toISOString(), level, message, ...Object.fromEntries(cut(fields)) };
      write(JSON.stringify(record));
    };
  return { info: log('info'), warn: log('warn'), error: log('error') };
}

function cut(fields: LogFields): [string, unknown][] {
  return Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' && value.length > MAX_FIELD ? `${value.slice(0, MAX_FIELD)}…` : value
  ]);
}
