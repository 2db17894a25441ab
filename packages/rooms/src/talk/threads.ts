// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TalkMessage } from '@jupyter-atrium/api';

/** A message with its answers, oldest first. */
export type Thread = { readonly first: TalkMessage; readonly answers: readonly TalkMessage[] };

/**
 * Sorts messages into threads: those about cells by their place, then the chat by time; done ones apart.
 *
 * @param messages - oldest first
 */
export function threadsOf(
  messages: readonly TalkMessage[],
  cellNumber: (cell: string) => number | null
): { placed: Thread[]; chat: Thread[]; resolved: Thread[] } {
  const threads = messages
    .filter(({ thread }) => thread === null)
    .map(first => ({ first, answers: messages.filter(({ thread }) => thread === first.id) }))
    // What was removed is no thread any more, unless somebody answered.
    .filter(({ first, answers }) => first.removedAt === null || answers.some(({ removedAt }) => removedAt === null));
  const open = threads.filter(({ first }) => first.resolved === null);
  const place = ({ first }: Thread): number => (first.anchor && cellNumber(first.anchor.cellId)) ?? Infinity;
  return {
    placed: open.filter(({ first }) => first.anchor !== null).sort((a, b) => place(a) - place(b) || 0),
    chat: open.filter(({ first }) => first.anchor === null),
    resolved: threads.filter(({ first }) => first.resolved !== null)
  };
}
