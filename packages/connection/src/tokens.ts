// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  CopyJobRequest,
  CopyJobResults,
  JobEvent,
  LocalCopy,
  Me,
  OpenedCopy,
  OpenedFolder,
  Preflight,
  PublishedAs,
  Scan,
  Sealed
} from '@jupyter-atrium/api';
import type { AtriumError, Client } from '@jupyter-atrium/client';
import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';

/**
 * How things stand with this hub's Atrium.
 *
 * `unknown` until the first answer; `absent` where there is no hub and no solo service.
 */
export type AtriumStatus = 'unknown' | 'ready' | 'unreachable' | 'logged-out' | 'no-access' | 'absent';

/** This hub's Atrium, as the person in front of the page. */
export interface IAtrium {
  /** Calls the service with the page's token. */
  readonly client: Client;

  /** The service's address, with a final slash. */
  readonly address: string;

  readonly status: AtriumStatus;

  /** Who is here and what they may do; null unless `status` is `ready`, or was before it became `unreachable`. */
  readonly me: Me | null;

  /** Why `status` is not `ready`. */
  readonly error: AtriumError | null;

  /** Emits after `status`, `me` or `error` changed. */
  readonly changed: ISignal<IAtrium, void>;

  /** Asks the service again; never throws. */
  refresh(): Promise<void>;

  /** Takes the person to the hub's log-in and back to this page. */
  logIn(): void;

  /**
   * Tells the other features that works, drafts or copies changed by an act of this page.
   *
   * @param work - id of the work; null if it has none yet
   */
  announce(work: string | null): void;

  /** Emits after an act of this page changed a work, draft or copy. */
  readonly worksChanged: ISignal<IAtrium, string | null>;
}

/** The token of {@link IAtrium}. */
export const IAtrium = new Token<IAtrium>(
  '@jupyter-atrium/connection:IAtrium',
  'This hub’s Atrium: its client, who the person is and what they may do.'
);

/** Long work on a person's files that can be watched and cancelled. */
export interface IJob<T> {
  /** The newest event; null before the first. */
  readonly event: JobEvent | null;

  /** Emits after `event` changed. */
  readonly changed: ISignal<IJob<T>, void>;

  /** Settles once: an `AtriumError` when it failed, an `AbortError` when it was cancelled. */
  readonly result: Promise<T>;

  /** Asks the job to stop; what was sent stays and a next try goes on from it. */
  cancel(): void;
}

/** Which files of a person are looked at or sent. */
export type SourceOptions = {
  /** A notebook or folder, relative to the root of the person's files. */
  source: string;
  withOutputs: boolean;
  /** Relative to `source`. */
  leaveOut: readonly string[];
};

/**
 * The person's files: moved by jobs of the server extension, or over the Contents API where there is none.
 */
export interface IWorkspace {
  /** Looks at a notebook or folder for the publishing panel. */
  scan(options: SourceOptions): IJob<Scan>;

  /** Sends what a scan showed into the draft of a ticket and seals it. */
  send(options: SourceOptions, ticket: string): IJob<Sealed>;

  /** Remembers in the source's folder what it was published as. */
  remember(source: string, published: PublishedAs): Promise<void>;

  /** Opens a copy in a new folder below `parent`; never touches what is there. */
  open(opened: OpenedCopy, parent: string, name: string): IJob<OpenedFolder>;

  /** Lists the copies among the person's files, last opened first. */
  copies(): Promise<LocalCopy[]>;

  /** Looks at a copy, updates it, or decides what an update left open. */
  ofCopy<R extends CopyJobRequest>(request: R): IJob<CopyJobResults[R['job']]>;

  /**
   * Says in which kernel of this server a work would run, and what is installed there; starts none.
   *
   * @param kernel - name of the kernel it was made with; null: it names none
   * @param language - in lower case
   * @throws AtriumError `not-set-up` where the server cannot tell, `unreachable`
   */
  preflight(kernel: string | null, language: string | null): Promise<Preflight>;
}

/** The token of {@link IWorkspace}. */
export const IWorkspace = new Token<IWorkspace>(
  '@jupyter-atrium/connection:IWorkspace',
  'The person’s files, for scanning, sending and opening copies.'
);

/** A tab of Atrium's panel. */
export type AtriumTab = {
  /** Unique, such as `gallery`. */
  id: string;
  title: string;
  /** Tabs stand in ascending order. */
  rank: number;
  /** Made when the tab is first shown. */
  create: () => Widget;
  /** What waits for the person there; 0 shows nothing. */
  waiting?: () => number;
  /** Emits when `waiting` changed. */
  waitingChanged?: ISignal<unknown, void>;
};

/** Atrium's panel in the left sidebar, where the features meet. */
export interface IAtriumPanel {
  /** Adds a tab; disposing the answer removes it. */
  addTab(tab: AtriumTab): IDisposable;

  /** Opens the panel on a tab. */
  show(id: string): void;
}

/** The token of {@link IAtriumPanel}. */
export const IAtriumPanel = new Token<IAtriumPanel>(
  '@jupyter-atrium/connection:IAtriumPanel',
  'Atrium’s panel in the left sidebar.'
);

/** Ids of the commands by which features reach each other. */
export const CommandIDs = {
  /** Opens the panel with focus in search. */
  showGallery: 'atrium:show-gallery',
  /** Shows the person's copies, works and drafts. */
  showMine: 'atrium:show-mine',
  /** Opens the page of a work: `{ work: string }`, its id or its address. */
  openWork: 'atrium:open-work',
  /** Opens a copy: `{ work: string, label?: string }`. */
  openCopy: 'atrium:open-copy',
  /** Shows what an update of a copy would change: `{ folder?: string }`, else the copy around what is in front. */
  reviewUpdate: 'atrium:review-update',
  /** Opens the publishing panel: `{ path?: string, draft?: string }`, else the selected file or current notebook. */
  publish: 'atrium:publish',
  /** Asks how and why, and withdraws or erases: `{ work: string, label?: string }`, a release or the work. */
  withdraw: 'atrium:withdraw',
  /** Brings back what was withdrawn: `{ work: string, label?: string }`. */
  restore: 'atrium:restore',
  /** Asks who may see a work, and changes it: `{ work: string }`. */
  changeAudience: 'atrium:change-audience'
} as const;
