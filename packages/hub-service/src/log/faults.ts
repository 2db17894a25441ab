// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Why the log may not be signed; the message is for operators. Nothing signs in spite of it. */
export class LogStoppedError extends Error {
  override name = 'LogStoppedError';
}
