// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff } from '@jupyter-atrium/notebooks';

/** A stretch of prose. */
export type ProsePiece = { readonly state: 'same' | 'added' | 'removed'; readonly text: string };

type Line = LineDiff;

/**
 * Turns lines removed and added into running text, in which words are struck out and inserted.
 *
 * @param lines - removed ones before the added ones that replace them
 */
export function proseOf(lines: readonly Line[]): ProsePiece[] {
  const pieces: ProsePiece[] = [];
  for (let at = 0; at < lines.length;) {
    const removed = run(lines, at, 'removed');
    const added = run(lines, at + removed.length, 'added');
    const same = removed.length + added.length === 0 ? lines.slice(at, at + 1) : [];
    pieces.push(...same.map(line => piece('same', `${line.text}\n`)));
    for (let row = 0; row < Math.max(removed.length, added.length); row += 1) {
      pieces.push(...blend(removed[row], added[row]));
    }
    at += removed.length + added.length + same.length;
  }
  return joined(slide(joined(pieces)));
}

/**
 * Brings a change in one piece that the comparison cut in two: of `[a](x)[b x]` and `[a x b](x)`, which say the same,
 * people read the second.
 */
function slide(pieces: readonly ProsePiece[]): ProsePiece[] {
  const slid: ProsePiece[] = [];
  for (const next of pieces) {
    const [change, same] = slid.slice(-2);
    const isCut = change?.state === next.state && same?.state === 'same' && next.text.endsWith(same.text);
    if (change && same && isCut && next.state !== 'same') {
      const text = change.text + same.text + next.text.slice(0, next.text.length - same.text.length);
      slid.splice(-2, 2, piece(next.state, text), same);
    } else {
      slid.push(next);
    }
  }
  return slid;
}

function run(lines: readonly Line[], from: number, state: Line['state']): Line[] {
  const rest = lines.slice(from);
  const end = rest.findIndex(line => line.state !== state);
  return end < 0 ? rest : rest.slice(0, end);
}

/** What is not marked is the same in both lines, so that the marked words can be put between. */
function blend(removed: Line | undefined, added: Line | undefined): ProsePiece[] {
  if (!removed || !added || (removed.marks.length === 0 && added.marks.length === 0)) {
    return unblended(removed, added);
  }
  const old = cutAtMarks(removed, 'removed');
  const fresh = cutAtMarks(added, 'added');
  const pieces: ProsePiece[] = [];
  while (old.length + fresh.length > 0) {
    pieces.push(...takeMarked(old), ...takeMarked(fresh), ...takeSame(old, fresh));
  }
  return [...pieces, piece('same', '\n')];
}

/** Lines that have nothing in common follow each other. */
function unblended(removed: Line | undefined, added: Line | undefined): ProsePiece[] {
  return [
    ...(removed ? [piece('removed', added ? removed.text : `${removed.text}\n`)] : []),
    ...(removed && added && removed.text !== '' ? [piece('same', ' ')] : []),
    ...(added ? [piece('added', `${added.text}\n`)] : [])
  ];
}

/** Takes the marked words that a line begins with. */
function takeMarked(pieces: ProsePiece[]): ProsePiece[] {
  const end = pieces.findIndex(each => each.state === 'same');
  return pieces.splice(0, end < 0 ? pieces.length : end);
}

/** Takes the unmarked stretch with which both begin; what the longer one has more comes after the next marked words. */
function takeSame(old: ProsePiece[], fresh: ProsePiece[]): ProsePiece[] {
  const [one, other] = [old[0]?.text ?? '', fresh[0]?.text ?? ''];
  const length = Math.min(one.length || other.length, other.length || one.length);
  for (const [pieces, text] of [
    [old, one],
    [fresh, other]
  ] as const) {
    pieces.splice(0, 1, ...(text.length > length ? [piece('same', text.slice(length))] : []));
  }
  return [piece('same', (one || other).slice(0, length))];
}

function cutAtMarks({ text, marks }: Line, state: 'added' | 'removed'): ProsePiece[] {
  const pieces: ProsePiece[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    pieces.push(piece('same', text.slice(at, start)), piece(state, text.slice(start, end)));
    at = end;
  }
  return [...pieces, piece('same', text.slice(at))].filter(each => each.text !== '');
}

function joined(pieces: readonly ProsePiece[]): ProsePiece[] {
  const joint: ProsePiece[] = [];
  for (const each of pieces.filter(({ text }) => text !== '')) {
    const last = joint.at(-1);
    if (last?.state === each.state) {
      joint[joint.length - 1] = piece(each.state, last.text + each.text);
    } else {
      joint.push(each);
    }
  }
  const end = joint.at(-1);
  return end
    ? [...joint.slice(0, -1), piece(end.state, end.text.replace(/\n$/, ''))].filter(each => each.text !== '')
    : [];
}

function piece(state: ProsePiece['state'], text: string): ProsePiece {
  return { state, text };
}
