// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A run of text with the classes that colour it as JupyterLab does. */
export type AnsiRun = {
  readonly text: string;
  readonly classes: string;
  readonly color: string;
  readonly background: string;
};

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character.
const ESCAPE = /\u001b\[([0-9;]*)m|\u001b(?:\[[0-9;?]*[A-Za-ln-z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g;

type Style = {
  readonly fg: string;
  readonly bg: string;
  readonly isBold: boolean;
  readonly isUnderlined: boolean;
  readonly isInverse: boolean;
};
const PLAIN: Style = { fg: '', bg: '', isBold: false, isUnderlined: false, isInverse: false };

/**
 * Splits terminal text at its colour sequences; all other sequences are dropped.
 *
 * @returns runs in order, none of them empty
 */
export function readAnsi(text: string): AnsiRun[] {
  const runs: AnsiRun[] = [];
  let style = PLAIN;
  let end = 0;
  for (const match of text.matchAll(ESCAPE)) {
    push(runs, text.slice(end, match.index), style);
    end = match.index + match[0].length;
    if (match[1] !== undefined) {
      style = restyled(style, match[1].split(';').map(Number));
    }
  }
  push(runs, text.slice(end), style);
  return runs;
}

/** Applies carriage returns and backspaces, so that a progress bar shows its last state. */
export function overwritten(text: string): string {
  return /[\r\b]/.test(text) ? text.replace(/\r+\n/g, '\n').split('\n').map(overwriteLine).join('\n') : text;
}

function overwriteLine(line: string): string {
  const shown: string[] = [];
  let at = 0;
  for (const character of line) {
    if (character === '\r') {
      at = 0;
    } else if (character === '\b') {
      at = Math.max(0, at - 1);
    } else {
      shown[at] = character;
      at += 1;
    }
  }
  return shown.join('');
}

function push(runs: AnsiRun[], text: string, style: Style): void {
  if (text !== '') {
    runs.push({ text, ...paint(style) });
  }
}

function paint(style: Style): Omit<AnsiRun, 'text'> {
  const fg = style.isInverse ? style.bg || 'default-inverse' : style.fg;
  const bg = style.isInverse ? style.fg || 'default-inverse' : style.bg;
  const classes = [
    isName(fg) && `ansi-${fg}-fg`,
    isName(bg) && `ansi-${bg}-bg`,
    style.isBold && 'ansi-bold',
    style.isUnderlined && 'ansi-underline'
  ];
  return {
    classes: classes.filter(Boolean).join(' '),
    color: isName(fg) ? '' : fg,
    background: isName(bg) ? '' : bg
  };
}

function isName(color: string): boolean {
  return color !== '' && !color.startsWith('rgb');
}

function restyled(style: Style, codes: readonly number[]): Style {
  let next = style;
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0;
    if (code === 38 || code === 48) {
      const [color, taken] = extended(codes, index + 1);
      next = code === 38 ? { ...next, fg: color } : { ...next, bg: color };
      index += taken;
    } else {
      next = simple(next, code);
    }
  }
  return next;
}

function simple(style: Style, code: number): Style {
  const name = NAMES[code % 10];
  const tens = Math.floor(code / 10);
  if (name !== undefined && [3, 4, 9, 10].includes(tens)) {
    const color = tens > 8 ? `${name}-intense` : name;
    return tens === 3 || tens === 9 ? { ...style, fg: color } : { ...style, bg: color };
  }
  return { ...style, ...ATTRIBUTES[code] };
}

const ATTRIBUTES: Readonly<Record<number, Partial<Style>>> = {
  0: PLAIN,
  1: { isBold: true },
  4: { isUnderlined: true },
  7: { isInverse: true },
  22: { isBold: false },
  24: { isUnderlined: false },
  27: { isInverse: false },
  39: { fg: '' },
  49: { bg: '' }
};

/** Reads `5;n` or `2;r;g;b` behind 38 or 48; answers the colour and how many codes it took. */
function extended(codes: readonly number[], at: number): [string, number] {
  const part = (offset: number): number => Math.min(255, Math.max(0, codes[at + offset] ?? 0));
  if (codes[at] === 2) {
    return [`rgb(${part(1)}, ${part(2)}, ${part(3)})`, 4];
  }
  return codes[at] === 5 ? [indexed(part(1)), 2] : ['', 0];
}

function indexed(color: number): string {
  if (color < 16) {
    return `${NAMES[color % 8] ?? ''}${color < 8 ? '' : '-intense'}`;
  }
  if (color >= 232) {
    const grey = (color - 232) * 10 + 8;
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const level = (step: number): number => (step === 0 ? 0 : step * 40 + 55);
  const cube = color - 16;
  return `rgb(${level(Math.floor(cube / 36))}, ${level(Math.floor(cube / 6) % 6)}, ${level(cube % 6)})`;
}
