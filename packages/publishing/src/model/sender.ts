// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PublishDraft, Sealed, Work } from '@jupyter-atrium/api';
import type { IJob } from '@jupyter-atrium/connection';
import { openFindings } from './findings';
import type { PublishModel } from './model';
import { isAbort, refusalOf } from './refusal';
import { type Outcome, sendAndPublish } from './sending';
import { type Phase, type PublishState, type Trouble, coverOf } from './state';
import { choicesAfter, lastUsedOf, orderOf } from './steps';
import { troubleOf } from './trouble';

/** What the sender may do with the model's state. */
export interface ISenderHost {
  state(): PublishState;
  set(patch: Partial<PublishState>): void;
  lookAgain(): void;
}

/** Carries out one try after the other to publish what a model shows. */
export class Sender {
  private readonly _options: PublishModel.IOptions;
  private readonly _host: ISenderHost;
  private _abort: AbortController | null = null;
  private _lastAct: { body: string; key: string } | null = null;

  constructor(options: PublishModel.IOptions, host: ISenderHost) {
    this._options = options;
    this._host = host;
  }

  /** Asks a try under way to stop; what was sent stays on the hub. */
  cancel(): void {
    this._abort?.abort();
  }

  /**
   * Sends and publishes; never throws.
   *
   * @param isOnlySent - nothing is published: the hub's own checks are shown
   */
  async run({ isOnlySent = false } = {}): Promise<void> {
    const { atrium, workspace, covers } = this._options;
    const state = this._host.state();
    const cover = coverOf(state);
    const order = orderOf(state, {
      cover: async () => (cover.kind === 'figure' ? covers.encode(cover.figure) : null),
      keyOf: body => this._keyOf(body)
    });
    if (!order) {
      return;
    }
    const abort = new AbortController();
    this._abort = abort;
    this._set({ step: 'preparing', event: null, percent: 0 });
    try {
      const wanted = isOnlySent ? { ...order, needsPerson: () => true } : order;
      const outcome = await sendAndPublish({ client: atrium.client, workspace }, wanted, {
        signal: abort.signal,
        drafted: draft => this._host.set({ draft }),
        job: job => this._follow(job),
        publishing: () => this._set({ step: 'publishing', event: null, percent: 100 })
      });
      await this._settle(outcome);
    } catch (error) {
      await this._stop(error);
    } finally {
      this._abort = null;
    }
  }

  private _follow(job: IJob<Sealed>): void {
    this._set({ step: 'sending', event: null, percent: 0 });
    job.changed.connect(() => {
      const { event } = job;
      const { phase } = this._host.state();
      if (event && phase.at === 'sending') {
        const isChecking = event.phase === 'verify' || event.phase === 'index';
        const { done, total } = event;
        const isSending = event.phase === 'send' && total !== undefined && total > 0;
        const percent = isChecking ? 100 : isSending ? Math.floor((100 * (done ?? 0)) / total) : phase.percent;
        this._set({ step: isChecking ? 'checking' : 'sending', event, percent: Math.max(percent, phase.percent) });
      }
    });
  }

  private async _settle(outcome: Outcome): Promise<void> {
    const { trans } = this._options;
    if (outcome.kind === 'published') {
      await this._published(outcome.work);
    } else if (outcome.kind === 'changed') {
      const text = trans.__(
        'The files changed while they were sent. Nothing was published. Look at what is new first.'
      );
      this._host.set({ phase: { at: 'ready', trouble: { text, way: 'look', details: '' } } });
      this._host.lookAgain();
    } else {
      this._showChecks(outcome.sealed);
    }
  }

  private _showChecks({ checks }: Sealed): void {
    const { trans } = this._options;
    const count = openFindings(checks, this._host.state().answers).filter(check => check.level !== 'note').length;
    const text = trans._n('The hub’s own checks found %1 thing.', 'The hub’s own checks found %1 things.', count);
    const trouble: Trouble | null = count === 0 ? null : { text, way: 'none', details: '' };
    this._host.set({ checks, phase: { at: 'ready', trouble } });
  }

  private async _published(work: Work): Promise<void> {
    const { workspace, memory, atrium, trans } = this._options;
    const state = this._host.state();
    const { source, scan } = state;
    const filesDigest = scan?.filesDigest ?? '';
    const published = { work: work.id, url: work.url, label: work.label, manifest: work.manifest, filesDigest };
    let trouble: Extract<Phase, { at: 'published' }>['trouble'] = null;
    try {
      await workspace.remember(source, published);
    } catch (error) {
      const text = trans.__('It is published, but could not be noted beside your files: the next time starts anew.');
      trouble = { ...troubleOf(error, null, trans), text, way: 'none' };
    }
    this._host.set({ phase: { at: 'published', work, trouble }, draft: null });
    await Promise.all([memory.keep(source, choicesAfter(state)), memory.use(lastUsedOf(state))]);
    atrium.announce(work.id);
  }

  private async _stop(error: unknown): Promise<void> {
    const { trans } = this._options;
    const { phase, form, refused, draft } = this._host.state();
    const percent = phase.at === 'sending' ? phase.percent : null;
    const code = refusalOf(error)?.code;
    if (isAbort(error)) {
      this._host.set({ phase: draft ? { at: 'stopped', percent, trouble: null } : { at: 'ready', trouble: null } });
    } else if (code === 'label-taken') {
      const words = trans.__('%1 is taken. Choose another label.', form.label);
      this._host.set({ refused: { ...refused, label: words }, phase: { at: 'ready', trouble: null } });
    } else if (code === 'checks-open' && draft) {
      await this._askForChecks(draft.id);
    } else {
      this._host.set({ phase: this._stopped(error, percent) });
    }
    this._options.atrium.announce(null);
  }

  private _stopped(error: unknown, percent: number | null): Phase {
    const { trans } = this._options;
    const { phase, draft } = this._host.state();
    const trouble = troubleOf(error, draft ? percent : null, trans);
    if (phase.at === 'sending' && phase.step === 'publishing' && refusalOf(error)?.code === 'unreachable') {
      // It may be published: only asking again with the same key can tell.
      const text = trans.__('The connection was lost while publishing. Press Continue to see whether it is published.');
      return { at: 'stopped', percent: null, trouble: { ...trouble, text } };
    }
    const isOver = trouble.way === 'look' || !draft;
    return isOver ? { at: 'ready', trouble } : { at: 'stopped', percent, trouble };
  }

  private async _askForChecks(draft: string): Promise<void> {
    try {
      const { sealed } = await this._options.atrium.client.getDraft({ params: { draft } });
      if (sealed) {
        this._showChecks(sealed);
        return;
      }
      throw new Error(this._options.trans.__('the hub’s checks could not be read'));
    } catch (error) {
      this._host.set({ phase: { at: 'ready', trouble: troubleOf(error, null, this._options.trans) } });
    }
  }

  private _keyOf(body: PublishDraft): string {
    const text = JSON.stringify(body);
    if (this._lastAct?.body !== text) {
      this._lastAct = { body: text, key: this._options.newKey() };
    }
    return this._lastAct.key;
  }

  private _set(progress: Omit<Extract<Phase, { at: 'sending' }>, 'at'>): void {
    this._host.set({ phase: { at: 'sending', ...progress } });
  }
}
