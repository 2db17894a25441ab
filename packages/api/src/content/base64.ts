// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Tells whether a text is base64, with nothing before, within or after it.
 *
 * It looks for what must not be there: a pattern that takes megabytes and may step back exhausts the engine's stack.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4648#section-4
 */
export function isBase64(text: string): boolean {
  const digits = text.replace(/={1,2}$/, '');
  return digits !== '' && !/[^A-Za-z0-9+/]/.test(digits);
}
