// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the keys of a card do. */
export type CardKeys = {
  open: (index: number) => void;
  openCopy: (index: number) => void;
  /** Moves focus to a card. */
  focus: (index: number) => void;
};

/**
 * Answers a key pressed on a card: arrows, Home and End move, Enter opens the page, Shift Enter a copy.
 *
 * Menu and Shift F10 open the context menu by themselves.
 *
 * @param index - of the card that has focus
 * @returns whether the key was one of ours
 */
export function answerCardKey(event: KeyboardEvent, index: number, count: number, keys: CardKeys): boolean {
  switch (event.key) {
    case 'ArrowDown':
      keys.focus(Math.min(count - 1, index + 1));
      return true;
    case 'ArrowUp':
      keys.focus(Math.max(0, index - 1));
      return true;
    case 'Home':
      keys.focus(0);
      return true;
    case 'End':
      keys.focus(count - 1);
      return true;
    case 'Enter':
      (event.shiftKey ? keys.openCopy : keys.open)(index);
      return true;
    default:
      return false;
  }
}
