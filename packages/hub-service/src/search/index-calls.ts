// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the index thread does: it alone writes indexes. */
import { systemClock } from '../clock.ts';
import { DiskPacks } from '../content/disk-packs.ts';
import { ContentReader } from '../content/reader.ts';
import { openRecords } from '../db/database.ts';
import { makeStores } from '../stores.ts';
import type { Handed } from '../threads/remote.ts';
import type { Unreadable } from './content-texts.ts';
import { ContentTexts } from './content-texts.ts';
import { RecordDocuments } from './documents.ts';
import type { Step } from './keeper.ts';
import { IndexKeeper } from './keeper.ts';
import type { ServicePlace } from './place.ts';
import { openPlace } from './place.ts';
import { Reading } from './reading.ts';
import { SqlSearchChangeStore } from './sql-store.ts';

/** What the main thread asks for. */
export type StepQuestion = {
  readonly place: ServicePlace;
  /** See `Reading`. */
  readonly shared: SharedArrayBuffer;
  /** Digests of files that are not to be read. */
  readonly skip: readonly string[];
};

type Opened = { keeper: IndexKeeper; texts: ContentTexts; close: () => Promise<void> };

export type IndexCalls = ReturnType<typeof indexCalls>;

export function indexCalls() {
  const opened = new Map<string, Promise<Opened>>();
  const open = (question: StepQuestion): Promise<Opened> => {
    const key = question.place.data;
    const found = opened.get(key) ?? openKeeper(question);
    opened.set(key, found);
    return found;
  };
  const close = async ({ data }: ServicePlace): Promise<void> => {
    const found = opened.get(data);
    opened.delete(data);
    await (await found?.catch(() => null))?.close();
  };
  return {
    /** Does a little of what there is to do. */
    step: async (question: StepQuestion): Promise<Handed<Step & { unreadable: Unreadable[] }>> => {
      try {
        const { keeper, texts } = await open(question);
        question.skip.forEach(digest => texts.skipped.add(digest));
        const step = await keeper.step();
        return { value: { ...step, unreadable: texts.unreadable.splice(0) } };
      } catch (error) {
        // Whatever state things are in: the next step begins anew.
        await close(question.place).catch(() => undefined);
        throw error;
      }
    },

    /** Puts the index that was built in the place of the other. */
    swap: async (question: StepQuestion): Promise<Handed<null>> => {
      await (await open(question)).keeper.swap();
      return { value: null };
    },

    close: async (place: ServicePlace): Promise<Handed<null>> => {
      await close(place);
      return { value: null };
    }
  };
}

async function openKeeper({ place, shared }: StepQuestion): Promise<Opened> {
  const records = await openRecords(place.data, place.databaseUrl);
  const packs = new DiskPacks(place.data);
  const stores = makeStores(records, systemClock);
  const texts = new ContentTexts(new ContentReader(packs), stores.chunks, new Reading(shared));
  const documents = new RecordDocuments(stores, place.hub);
  const keeper = new IndexKeeper(openPlace(place), { changes: new SqlSearchChangeStore(records), documents, texts });
  return {
    keeper,
    texts,
    close: async () => {
      await keeper.close();
      await packs.close();
      await records.db.destroy();
    }
  };
}
