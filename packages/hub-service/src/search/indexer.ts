// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IDocuments, TextFile, WorkDocument } from './documents.ts';
import type { IIndexWriter, IndexBatch, KnownWork, NewPassage, PassageSource, WorkChange } from './engine.ts';
import type { Segment } from './passages.ts';
import { cardSegments, cutPassages, fieldTokens } from './passages.ts';
import { planWork } from './plan.ts';
import type { ISearchChangeStore } from './store.ts';

/** Changes taken at once; they become visible together. */
const CHANGES = 200;
/** Text gathered before it is written, in signs: bounds memory, whatever a work holds. */
const BATCH_SIGNS = 4_000_000;
/** Works read at once while an index is built. */
const WORKS = 50;

/** Reads the text of files. */
export interface ITextReader {
  /** @returns segments in order; none for a file that cannot be read, which fails nothing */
  segments(file: TextFile): Promise<readonly Segment[]>;
}

/** What an indexer is made of. */
export type IndexerOptions = {
  writer: IIndexWriter;
  changes: ISearchChangeStore;
  documents: IDocuments;
  texts: ITextReader;
};

/** Brings an index to where the records are. */
export class Indexer {
  private readonly _options: IndexerOptions;
  /** Changes gathered and not written yet, and the signs of their text. */
  private _gathered: WorkChange[] = [];
  private _signs = 0;

  constructor(options: IndexerOptions) {
    this._options = options;
  }

  /**
   * Applies changes that were noted since.
   *
   * @returns whether there may be more
   */
  async catchUp(): Promise<boolean> {
    return this._takeChanges((works, applied) => this._index(works, applied));
  }

  /**
   * Applies only what decides who finds a work: for an index of another version, while the next one is built.
   *
   * @returns whether there may be more
   */
  async catchUpFacts(): Promise<boolean> {
    return this._takeChanges(async (works, applied) => {
      const { writer, documents } = this._options;
      const known = await writer.known(works);
      const found = await documents.of([...known.keys()]);
      const kept = [...found].flatMap(([id, { facts, card }]) => {
        const cardKey = known.get(id)?.cardKey ?? '';
        return [{ facts, summary: card.summary, cardKey, add: [], drop: [] }];
      });
      await writer.index({ works: kept, gone: works.filter(id => !found.has(id)), applied, isErasing: false });
    });
  }

  /**
   * Indexes the next works of all, while an index is built.
   *
   * @param after - id of the last work indexed
   * @returns the same for the next call; null: none is left
   */
  async buildSome(after: string): Promise<string | null> {
    const { writer, changes } = this._options;
    const works = await changes.works(after, WORKS);
    if (works.length > 0) {
      await this._index(works, (await writer.state()).applied);
    }
    return works.length < WORKS ? null : (works.at(-1) ?? null);
  }

  private async _takeChanges(apply: (works: string[], applied: number) => Promise<void>): Promise<boolean> {
    const { writer, changes } = this._options;
    const taken = await changes.after((await writer.state()).applied, CHANGES);
    const last = taken.at(-1);
    if (last) {
      await apply([...new Set(taken.map(change => change.work))], last.seq);
    }
    return taken.length === CHANGES;
  }

  private async _index(works: readonly string[], applied: number): Promise<void> {
    const { writer, documents } = this._options;
    const known = await writer.known(works);
    const found = await documents.of(works);
    for (const [id, document] of found) {
      await this._indexWork(document, known.get(id) ?? null);
    }
    const gone = works.filter(id => !found.has(id));
    const { purgedAt } = await writer.state();
    const isErasing = known.size > 0 && (await this._options.changes.hasErased([...known.keys()], purgedAt));
    await this._write({ applied, gone, isErasing });
  }

  private async _indexWork({ facts, card, cardKey, files }: WorkDocument, known: KnownWork | null): Promise<void> {
    const { renew, read, drop, hasText, bare } = planWork(cardKey, files, known);
    const names = cardSegments(card);
    const change = { facts, summary: card.summary, add: [] as NewPassage[], drop: [...drop] };
    const add = async (source: Omit<PassageSource, 'part'>, texts: readonly (readonly Segment[])[]): Promise<void> => {
      change.add.push(...texts.map((segments, part) => passageOf({ ...source, part }, segments, names)));
      this._signs += texts.flat().reduce((sum, { text }) => sum + text.length, 0);
      if (this._signs > BATCH_SIGNS) {
        // The index must not take the work for done before all passages have the card's words.
        this._gathered.push({ ...change, cardKey: '' });
        await this._write({ applied: (await this._options.writer.state()).applied, gone: [], isErasing: false });
        change.add = [];
        change.drop = [];
      }
    };
    for (const { source, passages } of renew) {
      const texts = await this._options.writer.segments(passages);
      change.drop.push(...passages);
      await add(
        source,
        passages.map(id => texts.get(id) ?? [])
      );
    }
    let count = 0;
    for (const file of read) {
      const segments = await this._options.texts.segments(file);
      const texts = segments.length === 0 ? [] : cutPassages(segments);
      count += texts.length;
      await add(file, texts);
    }
    if (hasText || count > 0) {
      change.drop.push(...bare);
    } else if (bare.length === 0) {
      // A work without text is found by its card.
      await add({ path: null, digest: null }, [[]]);
    }
    this._gathered.push({ ...change, cardKey });
  }

  private async _write(rest: Omit<IndexBatch, 'works'>): Promise<void> {
    const works = this._gathered;
    this._gathered = [];
    this._signs = 0;
    await this._options.writer.index({ works, ...rest });
  }
}

function passageOf(
  { path, digest, part }: PassageSource,
  segments: readonly Segment[],
  names: readonly Segment[]
): NewPassage {
  return { path, digest, part, segments, tokens: fieldTokens([...names, ...segments]) };
}
