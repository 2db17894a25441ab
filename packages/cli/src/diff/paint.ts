// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff, Mark } from '@jupyter-atrium/notebooks';

/** How differences are marked: by colours, or by brackets as git's word diff has them. */
export type Paint = {
  heading: (text: string) => string;
  faint: (text: string) => string;
  removed: (text: string) => string;
  added: (text: string) => string;
  removedWord: (text: string) => string;
  addedWord: (text: string) => string;
};

const ansi =
  (codes: string) =>
  (text: string): string =>
    `\u001b[${codes}m${text}\u001b[0m`;
const plain = (text: string): string => text;

/** Chooses how to mark. */
export function paintFor(isColoured: boolean): Paint {
  return isColoured
    ? {
        heading: ansi('1;36'),
        faint: ansi('2'),
        removed: ansi('31'),
        added: ansi('32'),
        removedWord: ansi('1;7;31'),
        addedWord: ansi('1;7;32')
      }
    : {
        heading: plain,
        faint: plain,
        removed: plain,
        added: plain,
        removedWord: text => `[-${text}-]`,
        addedWord: text => `{+${text}+}`
      };
}

/** Writes one line of a comparison, its changed words marked; what a terminal would obey is shown instead. */
export function lineWords({ state, text, marks }: LineDiff, paint: Paint): string {
  if (state === 'same') {
    return paint.faint(`  ${visible(text)}`);
  }
  const isRemoved = state === 'removed';
  const whole = isRemoved ? paint.removed : paint.added;
  const word = isRemoved ? paint.removedWord : paint.addedWord;
  return whole(isRemoved ? '- ' : '+ ') + piecesOf(text, marks, { whole, word });
}

function piecesOf(
  text: string,
  marks: readonly Mark[],
  { whole, word }: { whole: (text: string) => string; word: (text: string) => string }
): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(whole(visible(text.slice(at, start))), word(visible(text.slice(start, end))));
    at = end;
  }
  parts.push(whole(visible(text.slice(at))));
  return parts.filter(part => part !== whole('')).join('');
}

/** Control characters of a notebook must not steer the terminal. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- it is these that are looked for
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, character =>
    character < ' ' ? String.fromCodePoint(0x2400 + (character.codePointAt(0) ?? 0)) : '\ufffd'
  );
}
