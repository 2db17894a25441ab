// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What can be wrong with bytes of a log. */
export type LogFault =
  'vkey' | 'note' | 'signature' | 'unsigned' | 'checkpoint' | 'bundle' | 'document' | 'statement' | 'hub-id';

/** Bytes of a log that are not what they must be; the message says what, for operators. */
export class LogFormatError extends Error {
  override name = 'LogFormatError';
  readonly fault: LogFault;

  constructor(fault: LogFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
