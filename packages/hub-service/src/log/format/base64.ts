// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Reads standard base64, in its one canonical spelling.
 *
 * @returns null for anything else
 */
export function decodeBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  // Node reads leniently; what is not written back alike was spelled otherwise.
  return bytes.toString('base64') === text ? bytes : null;
}

/** Writes standard base64. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
