// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
const SEQUENCE = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

/**
 * Takes colours, links and cursor movements of a terminal out of a text.
 *
 * @see ECMA-48, section 5.4
 */
export function stripAnsi(text: string): string {
  return text.includes('\u001b') ? text.replace(SEQUENCE, '') : text;
}
