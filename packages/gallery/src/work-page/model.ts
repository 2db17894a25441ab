// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Release, ReleaseFiles, Work, WorkPage } from '@jupyter-atrium/api';
import type { AtriumError, IAtrium } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { Heading } from '../preview/headings';
import { headingName, headingsOf, withoutTitle } from '../preview/headings';
import type { PreviewNotebook } from '../preview/notebook';
import { readNotebook } from '../preview/notebook';
import type { IGallery } from '../tokens';
import { documentsOf, firstDocument, isNotebook } from './documents';
import { PagePreflight } from './preflight';
import type { VersionComparison } from './version-comparison';

export type PageTab = 'read' | 'files' | 'versions' | 'lineage' | 'cite';

/** A file that is shown: its bytes, once they are there, or why they are not. */
export type ShownFile = {
  readonly path: string;
  readonly bytes: Uint8Array | null;
  readonly notebook: PreviewNotebook | null;
  readonly error: AtriumError | null;
};

/** The page of one work: what it is, its files, its releases, and what of them is shown. */
export class WorkPageModel {
  readonly id: string;
  /** The address by which somebody came here; null: by this hub's own lists. */
  readonly address: string | null;
  readonly preflight: PagePreflight;
  private readonly _atrium: IAtrium;
  private readonly _stateChanged = new Signal<this, void>(this);
  private readonly _headingsChanged = new Signal<this, void>(this);
  private _title: string;
  private _card: Work | null;
  private _page: WorkPage | null = null;
  private _error: AtriumError | null = null;
  private _label: string | null = null;
  private _release: ReleaseFiles | null = null;
  private _releaseError: AtriumError | null = null;
  private _releases: readonly Release[] | null = null;
  private _comparison: VersionComparison | null = null;
  private _tab: PageTab = 'read';
  private _reading: ShownFile | null = null;
  private _viewing: ShownFile | null = null;
  private _target: Heading | null = null;

  constructor(options: WorkPageModel.IOptions) {
    this.id = options.id;
    this.address = options.address;
    this._atrium = options.atrium;
    this._card = options.known;
    this._title = options.known?.card.title ?? options.title;
    this.preflight = new PagePreflight(
      options.preflights,
      () => this._stateChanged.emit(),
      path => this.readFile(path)
    );
  }

  /** Emits after anything of the model changed. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  /** Emits after another notebook is read. */
  get headingsChanged(): ISignal<this, void> {
    return this._headingsChanged;
  }

  /** At once from the card; empty while nothing is known. */
  get title(): string {
    return this._title;
  }

  /** The work as lists show it; before its page has arrived, what a list knew. */
  get card(): Work | null {
    return this._page ?? this._card;
  }

  get page(): WorkPage | null {
    return this._page;
  }

  /** Why there is no page. */
  get error(): AtriumError | null {
    return this._error;
  }

  /** The release that is shown. */
  get label(): string | null {
    return this._label ?? this.card?.label ?? null;
  }

  /** The files of the release that is shown. */
  get release(): ReleaseFiles | null {
    return this._release;
  }

  get releaseError(): AtriumError | null {
    return this._releaseError;
  }

  /** Newest first; null until somebody looks at them. */
  get releases(): readonly Release[] | null {
    return this._releases;
  }

  /** Two releases side by side; null: their list. */
  get comparison(): VersionComparison | null {
    return this._comparison;
  }

  get tab(): PageTab {
    return this._tab;
  }

  /** The document in the tab Read. */
  get reading(): ShownFile | null {
    return this._reading;
  }

  /** The file in the tab Files; null: the list. */
  get viewing(): ShownFile | null {
    return this._viewing;
  }

  get headings(): readonly Heading[] {
    return this._reading?.notebook ? headingsOf(this._reading.notebook) : [];
  }

  /** The heading to go to. */
  get target(): Heading | null {
    return this._target;
  }

  /** Reads the work and the files of its newest release; never throws. */
  async load(): Promise<void> {
    try {
      if (this._atrium.status !== 'ready') {
        await this._atrium.refresh();
      }
      const page = await this._atrium.client.getWork({ params: { work: this.id } });
      this._page = page;
      this._title = page.card.title;
      this._error = null;
    } catch (error) {
      this._refuse(error as AtriumError);
    }
    this._stateChanged.emit();
    if (this._page && !this._error) {
      void this.preflight.look(this._page);
      await this._loadRelease();
    }
  }

  /** Reads anew what an act on the work may have changed; never throws. */
  async refresh(): Promise<void> {
    const before = this._page?.manifest;
    try {
      this._page = await this._atrium.client.getWork({ params: { work: this.id } });
      this._error = null;
    } catch (error) {
      this._refuse(error as AtriumError);
    }
    this._stateChanged.emit();
    const isOther = this._page && before !== this._page.manifest && this._label === null;
    await Promise.all([isOther && this._loadRelease(), this._page && this._releases && this._loadReleases()]);
  }

  /** Shows what differs between two releases in place of their list; null: the list again. */
  async compare(labels: readonly [before: string, after: string] | null): Promise<void> {
    if (!labels) {
      this._comparison = null;
      this._stateChanged.emit();
      return;
    }
    const { VersionComparison } = await import('./version-comparison');
    const comparison = new VersionComparison(this.id, this._atrium.client);
    comparison.changed.connect(() => this._stateChanged.emit());
    this._comparison = comparison;
    await comparison.show(...labels);
  }

  /** Shows another release. */
  async setLabel(label: string): Promise<void> {
    this._label = label;
    this._release = null;
    this._viewing = null;
    this.preflight.forget();
    this._tab = 'read';
    this._stateChanged.emit();
    await this._loadRelease();
  }

  setTab(tab: PageTab): void {
    this._tab = tab;
    this._stateChanged.emit();
    if (tab === 'versions' && !this._releases) {
      void this._loadReleases();
    }
  }

  /** Reads a document. */
  async read(path: string): Promise<void> {
    this._target = null;
    await this._show(path, file => (this._reading = file));
    this._headingsChanged.emit();
  }

  /** Shows a file in the tab Files; null: the list again. */
  async view(path: string | null): Promise<void> {
    this._tab = 'files';
    if (path === null) {
      this._viewing = null;
      this._stateChanged.emit();
    } else {
      await this._show(path, file => (this._viewing = file));
    }
  }

  /** Shows a file where it is read best: documents in Read, others in Files. */
  async openFile(path: string): Promise<void> {
    if (documentsOf(this._release?.entries ?? []).some(document => document.path === path)) {
      this._tab = 'read';
      await this.read(path);
    } else {
      await this.view(path);
    }
  }

  /** Goes to a heading of the document that is read. */
  goTo(heading: Heading): void {
    this._tab = 'read';
    this._target = { ...heading };
    this._stateChanged.emit();
  }

  /** Goes to the heading a link names. */
  goToName(name: string): void {
    const heading = this.headings.find(each => headingName(each.text) === headingName(name));
    if (heading) {
      this.goTo(heading);
    }
  }

  /**
   * Reads a file of the release that is shown.
   *
   * @throws AtriumError when it is refused
   */
  async readFile(path: string): Promise<Uint8Array> {
    const params = { work: this.id, label: this.label ?? '', '*': path };
    return this._atrium.client.getFile({ params });
  }

  hasFile(path: string): boolean {
    return this._release?.entries.some(entry => entry.path === path) ?? false;
  }

  /** What was known of a work is not shown once it is withdrawn, or hidden from this reader. */
  private _refuse(error: AtriumError): void {
    this._error = error;
    if (error.code === 'work-withdrawn' || error.code === 'work-not-found') {
      this._title = titleLeft(error);
      this._page = null;
      this._card = null;
    }
  }

  private async _loadRelease(): Promise<void> {
    const label = this.label;
    if (label === null) {
      return;
    }
    try {
      const release = await this._atrium.client.getRelease({ params: { work: this.id, label } });
      if (label !== this.label) {
        return;
      }
      this._release = release;
      this._releaseError = null;
    } catch (error) {
      this._releaseError = error as AtriumError;
    }
    this._stateChanged.emit();
    const documents = documentsOf(this._release?.entries ?? []);
    const path = firstDocument(documents, this._reading?.path ?? this.card?.card.entry ?? null);
    if (path !== null) {
      await this.read(path);
    }
  }

  private async _loadReleases(): Promise<void> {
    try {
      const { releases } = await this._atrium.client.listReleases({ params: { work: this.id } });
      this._releases = releases;
    } catch (error) {
      this._releaseError = error as AtriumError;
    }
    this._stateChanged.emit();
  }

  private async _show(path: string, set: (file: ShownFile) => void): Promise<void> {
    const label = this.label;
    const put = (file: Omit<ShownFile, 'path'>): void => {
      set({ path, ...file });
      this._stateChanged.emit();
    };
    put({ bytes: null, notebook: null, error: null });
    const isStill = (): boolean =>
      label === this.label && (this._reading?.path === path || this._viewing?.path === path);
    try {
      const bytes = await this.readFile(path);
      const notebook = isNotebook(path) ? readNotebook(new TextDecoder().decode(bytes)) : null;
      if (isStill()) {
        put({ bytes, notebook: notebook && withoutTitle(notebook, this.title), error: null });
        if (notebook) {
          void this.preflight.lookInto(path, bytes, this._release?.entries.map(entry => entry.path) ?? []);
        }
      }
    } catch (error) {
      if (isStill()) {
        put({ bytes: null, notebook: null, error: error as AtriumError });
      }
    }
  }
}

/** What a tombstone tells of the title; empty if it tells nothing. */
function titleLeft({ detail }: AtriumError): string {
  return typeof detail.title === 'string' ? detail.title : '';
}

export namespace WorkPageModel {
  export interface IOptions {
    id: string;
    address: string | null;
    atrium: IAtrium;
    preflights: IGallery['preflights'];
    /** What a list knew of the work. */
    known: Work | null;
    /** What the tab was called when it was closed. */
    title: string;
  }
}
