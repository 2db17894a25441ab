// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, Work } from '@jupyter-atrium/api';
import type { AtriumError } from '@jupyter-atrium/connection';
import type { IGallery } from '../tokens';
import type { Fit } from './fit';
import { fitOf, hasCode, isRequirements, requirementsIn } from './fit';

/** How far it is known whether a work runs here. */
export type PreflightState =
  | { readonly kind: 'nothing-to-run' | 'checking' }
  | { readonly kind: 'unchecked'; readonly error: AtriumError }
  | { readonly kind: 'checked'; readonly fit: Fit };

/** Looks whether a work would run here, once for a page, and what of its documents may keep it from running. */
export class PagePreflight {
  private readonly _port: IGallery['preflights'];
  private readonly _emit: () => void;
  private readonly _readFile: (path: string) => Promise<Uint8Array>;
  private readonly _notes = new Map<string, readonly Check[]>();
  private _state: PreflightState = { kind: 'nothing-to-run' };

  /**
   * @param emit - called after anything changed
   * @param readFile - reads a file of the release that is shown
   */
  constructor(port: IGallery['preflights'], emit: () => void, readFile: (path: string) => Promise<Uint8Array>) {
    this._port = port;
    this._readFile = readFile;
    this._emit = emit;
  }

  get state(): PreflightState {
    return this._state;
  }

  /** What was noted in a document; empty while it was not looked at. */
  notesOf(path: string): readonly Check[] {
    return this._notes.get(path) ?? [];
  }

  /** Compares what a work needs with what is here; never throws. */
  async look(work: Work): Promise<void> {
    const { needs } = work.card;
    if (!hasCode(needs)) {
      this._put({ kind: 'nothing-to-run' });
      return;
    }
    this._put({ kind: 'checking' });
    try {
      const [found, required] = await Promise.all([
        this._port.preflight(needs.kernel?.name ?? null, needs.language),
        this._required(needs.environment.filter(isRequirements))
      ]);
      this._put({ kind: 'checked', fit: fitOf(work, found, required) });
    } catch (error) {
      this._put({ kind: 'unchecked', error: error as AtriumError });
    }
  }

  /** Looks into a document whose bytes have arrived; never throws. */
  async lookInto(path: string, bytes: Uint8Array, paths: readonly string[]): Promise<void> {
    try {
      const { preflightFile, readFile } = await import('@jupyter-atrium/notebooks');
      this._notes.set(path, preflightFile(readFile(path, bytes), paths));
      this._emit();
    } catch {
      // The checks did not arrive; the page is complete without notes.
    }
  }

  /** Forgets the documents of a release that is no longer shown. */
  forget(): void {
    this._notes.clear();
  }

  /** A file that cannot be read asks for nothing. */
  private async _required(paths: readonly string[]): Promise<string[]> {
    const texts = await Promise.all(
      paths.map(path =>
        this._readFile(path).then(
          bytes => new TextDecoder().decode(bytes),
          () => ''
        )
      )
    );
    return texts.flatMap(requirementsIn);
  }

  private _put(state: PreflightState): void {
    this._state = state;
    this._emit();
  }
}
