// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/i;

/**
 * Finds the id of a work in its address, at whichever hub, or in the id itself.
 *
 * @param text - what somebody pasted
 * @returns the id in lower case; null if there is none
 */
export function workIdIn(text: string): string | null {
  const trimmed = text.trim();
  const inAddress = new RegExp(`/works/(${UUID.source})(?:[/?#]|$)`, 'i').exec(trimmed)?.[1];
  const alone = new RegExp(`^${UUID.source}$`, 'i').exec(trimmed)?.[0];
  return (inAddress ?? alone)?.toLowerCase() ?? null;
}

/** The host of an address; null if it is none, or a bare id. */
export function hostIn(text: string): string | null {
  try {
    const { protocol, host } = new URL(text.trim());
    return protocol === 'https:' || protocol === 'http:' ? host : null;
  } catch {
    return null;
  }
}
