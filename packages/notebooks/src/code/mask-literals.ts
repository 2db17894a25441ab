// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a language calls comment and string; longer marks come first. */
type Syntax = {
  readonly comment: string;
  readonly blocks: readonly (readonly [open: string, close: string])[];
  readonly strings: readonly string[];
};

const SYNTAX: Readonly<Record<string, Syntax>> = {
  python: { comment: '#', blocks: [], strings: ['"""', "'''", '"', "'"] },
  r: { comment: '#', blocks: [], strings: ['"', "'"] },
  julia: { comment: '#', blocks: [['#=', '=#']], strings: ['"""', '"'] }
};

/** Which literals to mask; strings are kept where code names packages in them. */
export type Masked = 'comments' | 'comments-and-strings';

/**
 * Replaces comments, and strings if asked, by spaces; line ends stay, so that places in the code do.
 *
 * @param language - `python`, `r` or `julia`; code of any other language comes back as it is
 */
export function maskLiterals(code: string, language: string, masked: Masked = 'comments-and-strings'): string {
  const syntax = Object.hasOwn(SYNTAX, language) ? SYNTAX[language] : undefined;
  if (!syntax) {
    return code;
  }
  const parts: string[] = [];
  let at = 0;
  while (at < code.length) {
    const [end, kind] = literalAt(code, at, syntax);
    const text = code.slice(at, end);
    const isMasked = kind === 'comment' || (kind === 'string' && masked === 'comments-and-strings');
    parts.push(isMasked ? text.replace(/[^\n]/g, ' ') : text);
    at = end;
  }
  return parts.join('');
}

type Piece = [end: number, kind: 'code' | 'comment' | 'string'];

function literalAt(code: string, at: number, syntax: Syntax): Piece {
  for (const [open, close] of syntax.blocks) {
    if (code.startsWith(open, at)) {
      return [after(code, close, at + open.length), 'comment'];
    }
  }
  if (code.startsWith(syntax.comment, at)) {
    const end = code.indexOf('\n', at);
    return [end < 0 ? code.length : end, 'comment'];
  }
  const quote = syntax.strings.find(each => code.startsWith(each, at));
  return quote === undefined ? [codeEnd(code, at + 1, syntax), 'code'] : [stringEnd(code, at, quote), 'string'];
}

function codeEnd(code: string, from: number, syntax: Syntax): number {
  const starts = syntax.comment + syntax.strings.map(quote => quote.slice(0, 1)).join('');
  let end = from;
  while (end < code.length && !starts.includes(code.charAt(end))) {
    end += 1;
  }
  return end;
}

/** Short strings end at the line's end at the latest, so that an apostrophe does not swallow the rest. */
function stringEnd(code: string, at: number, quote: string): number {
  for (let end = at + quote.length; end < code.length; end += 1) {
    if (code[end] === '\\') {
      end += 1;
    } else if (code.startsWith(quote, end)) {
      return end + quote.length;
    } else if (code[end] === '\n' && quote.length === 1) {
      return end;
    }
  }
  return code.length;
}

function after(code: string, mark: string, from: number): number {
  const end = code.indexOf(mark, from);
  return end < 0 ? code.length : end + mark.length;
}
