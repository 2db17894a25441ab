// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { escapeHtml } from '../markup.ts';

/** What colours and weights of a terminal are in force. */
type Style = {
  colour: number | null;
  ground: number | null;
  isBold: boolean;
  isUnderlined: boolean;
  isInverse: boolean;
};

const PLAIN: Style = { colour: null, ground: null, isBold: false, isUnderlined: false, isInverse: false };
const COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
const SEQUENCE = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;
// eslint-disable-next-line no-control-regex -- no control character means anything in a page
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
/** A line beyond is cut: nobody reads on, and browsers lay such lines out slowly. */
const LINE_CHARACTERS = 4000;

/**
 * Writes a terminal's text as markup: colours by classes, other sequences dropped.
 *
 * @returns one piece of markup a line, each complete in itself
 * @see ECMA-48, section 8.3.117
 */
export function terminalLines(text: string): string[] {
  let style = PLAIN;
  return text.split('\n').map(line => {
    const { markup, after } = writeLine(line, style);
    style = after;
    return markup;
  });
}

function writeLine(line: string, before: Style): { markup: string; after: Style } {
  let [style, at, length, markup] = [before, 0, 0, ''];
  const add = (piece: string): void => {
    const shown = piece.replace(CONTROL, '').slice(0, Math.max(0, LINE_CHARACTERS - length));
    length += shown.length;
    markup += span(shown, style);
  };
  for (const match of line.matchAll(SEQUENCE)) {
    add(line.slice(at, match.index));
    at = match.index + match[0].length;
    style = match[2] === 'm' ? apply(style, match[1] ?? '') : style;
  }
  add(line.slice(at));
  return { markup: length >= LINE_CHARACTERS ? `${markup}…` : markup, after: style };
}

function span(text: string, { colour, ground, isBold, isUnderlined, isInverse }: Style): string {
  const [front, back] = isInverse ? [ground, colour] : [colour, ground];
  const classes = [
    front !== null && `ansi-${nameOf(front)}-fg`,
    back !== null && `ansi-${nameOf(back)}-bg`,
    isBold && 'ansi-bold',
    isUnderlined && 'ansi-underline',
    isInverse && colour === null && ground === null && 'ansi-inverse'
  ].filter(name => name !== false);
  const escaped = escapeHtml(text);
  return text === '' || classes.length === 0 ? escaped : `<span class="${classes.join(' ')}">${escaped}</span>`;
}

/** Colours 8 to 15 are the bright ones; our palette has no others. */
function nameOf(colour: number): string {
  return COLOURS[colour % COLOURS.length] ?? 'black';
}

function apply(style: Style, parameters: string): Style {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, taken } = extended(codes.slice(at + 1));
      next = { ...next, [code === 38 ? 'colour' : 'ground']: colour };
      at += taken;
    } else {
      next = applyCode(next, code);
    }
  }
  return next;
}

function applyCode(style: Style, code: number): Style {
  if (code === 0) {
    return PLAIN;
  }
  const tens = Math.floor(code / 10);
  const isColour = code % 10 < COLOURS.length;
  if (isColour && (tens === 3 || tens === 9)) {
    return { ...style, colour: code % 10 };
  }
  if (isColour && (tens === 4 || tens === 10)) {
    return { ...style, ground: code % 10 };
  }
  return { ...style, ...SWITCHES.get(code) };
}

const SWITCHES: ReadonlyMap<number, Partial<Style>> = new Map([
  [1, { isBold: true }],
  [22, { isBold: false }],
  [4, { isUnderlined: true }],
  [24, { isUnderlined: false }],
  [7, { isInverse: true }],
  [27, { isInverse: false }],
  [39, { colour: null }],
  [49, { ground: null }]
]);

/** Reads `5;n` and `2;r;g;b`; of 256 and of 16 million colours only the first 16 have a name here. */
function extended([kind, ...rest]: readonly number[]): { colour: number | null; taken: number } {
  if (kind === 5) {
    const colour = rest[0] ?? 0;
    return { colour: colour < 16 ? colour : null, taken: 2 };
  }
  return { colour: null, taken: kind === 2 ? 4 : 0 };
}
