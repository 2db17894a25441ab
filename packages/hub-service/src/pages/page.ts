// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../auth/caller.ts';
import type { Session } from '../auth/session.ts';
import type { Stores } from '../stores.ts';
import type { Markup } from './markup.ts';
import type { PagePorts } from './ports.ts';
import type { PageRow } from './table.ts';

/** An entry of the header. */
export type Entry = 'gallery' | 'collections' | 'hubs' | 'health';

/** What a page shows inside the frame. */
export type View = {
  title: string;
  body: Markup;
  /** The entry of the header it belongs to. */
  entry?: Entry;
  status?: number;
  /** What programs read of it, in the head of the page. */
  head?: Markup;
};

/** What an act is done to, as it is now. */
export type Target<T> = {
  /** Names the thing first, for the audit log, then all else that the press says: the confirm token is bound to it. */
  object: readonly [string, ...string[]];
  /** Changes whenever the thing does. */
  version: string;
  /** The page that shows the thing, below the prefix. */
  back: string;
  thing: T;
};

/** What came of an act. */
export type Done = {
  /** The page to go to, below the prefix. */
  next: string;
  /** The thing that was made, for the audit log; absent: the one the act was done to. */
  object?: string;
  detail?: Readonly<Record<string, string | number | boolean | null>>;
  /** What was done, for the next page, and how to take it back; absent: nothing to say. */
  undo?: string;
};

/** One call of a page. */
export type PageCall = {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  session: Session;
  caller: Caller;
  ports: PagePorts;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Draws the hidden field that a form of an act needs. */
  confirm: (act: PageRow, target: Pick<Target<unknown>, 'object' | 'version'>) => Markup;
};

/**
 * One call of an act, whose form came from our page.
 *
 * NOTE: `find` and `run` are inside a transaction, which has the only connection: they use its `stores`, and nothing of
 * `ports` that reads or writes records.
 */
export type ActCall = PageCall & { form: URLSearchParams; stores: Stores };

/** A page and the code that draws it. */
export type Page = { row: PageRow; show: (call: PageCall) => Promise<View | FastifyReply> };

/** An act and the code that does it. */
export type Act = { row: PageRow; open: (call: ActCall) => Promise<OpenAct> };

/** An act on one thing, not done yet. */
export type OpenAct = Omit<Target<unknown>, 'thing'> & {
  /** What is wrong with what was typed; null: nothing. */
  fault: string | null;
  /** Draws the form again with what was typed; null: there is nothing to draw. */
  refuse: ((sentence: string) => Promise<View>) | null;
  run: () => Promise<Done>;
};

/** The code of an act. */
export type ActParts<T> = {
  /** Finds what the act is done to; throws what the page of it would. */
  find: (call: ActCall) => Promise<Target<T>>;
  run: (call: ActCall, thing: T) => Promise<Done>;
  /** Says what is wrong with what was typed; absent: nothing is typed. */
  fault?: (thing: T) => string | null;
  /** Draws the form again with what was typed, when it is at fault or came too late; absent: that is only said. */
  refuse?: (call: ActCall, thing: T, sentence: string) => Promise<View>;
};

/** Ties a row to its code. */
export function page(row: PageRow, show: Page['show']): Page {
  return { row, show };
}

/** Ties a row to its code. */
export function act<T>(row: PageRow, { find, run, fault, refuse }: ActParts<T>): Act {
  return {
    row,
    open: async call => {
      const { thing, ...target } = await find(call);
      return {
        ...target,
        fault: fault?.(thing) ?? null,
        refuse: refuse ? sentence => refuse(call, thing, sentence) : null,
        run: () => run(call, thing)
      };
    }
  };
}
