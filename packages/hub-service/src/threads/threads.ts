// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { availableParallelism } from 'node:os';
import type { ContentCalls } from '../content/content-calls.ts';
import type { GateCalls } from '../gate/gate-calls.ts';
import type { PreviewCalls } from '../pages/preview/preview-calls.ts';
import type { DocumentCalls } from '../rooms/live/document-calls.ts';
import type { LogCalls } from '../rooms/log/log-calls.ts';
import type { IndexCalls } from '../search/index-calls.ts';
import type { SearchCalls } from '../search/search-calls.ts';
import { Remote, type RemoteOptions } from './remote.ts';

/** What lives short is little beside the bytes themselves, which lie elsewhere. */
const YOUNG_MB = 8;
const CONTENT_IDLE_MS = 60_000;
const GATE_IDLE_MS = 5_000;
/** Files looked at by one call take a fraction of that, unless they are made to exhaust it. */
const GATE_CPU_MS = 10_000;
const GATE_HEAP_MB = 768;
const PREVIEW_IDLE_MS = 30_000;
const PREVIEW_CPU_MS = 5_000;
const PREVIEW_HEAP_MB = 512;

/** Documents of all rooms: each some times its size, of which most have less than a megabyte. */
const ROOMS_HEAP_MB = 2048;
const ROOMS_CPU_MS = 250;
const ROOMS_LOOK_MS = 100;

const INDEX_HEAP_MB = 1024;
/** Enough for the texts of some works; left alone, it grows to 64 MB and stays. */
const INDEX_YOUNG_MB = 16;
/** These keep what is costly to read anew: the longest time a timer takes. */
const NEVER_MS = 2 ** 31 - 1;
/** Learning of all works may take long, a search may not. */
const SEARCH: RemoteOptions = { idleMs: NEVER_MS, cpuMs: 2000, untimed: ['refresh', 'close'] };

/** The threads of a service; each starts when it is first asked, and ends when it has been idle. */
export type Threads = {
  content: Remote<ContentCalls>;
  gate: Remote<GateCalls>;
  preview: Remote<PreviewCalls>;
  index: Remote<IndexCalls>;
  search: readonly Remote<SearchCalls>[];
  rooms: Remote<DocumentCalls>;
  roomLog: Remote<LogCalls>;
};

export function startThreads(): Threads {
  return {
    content: new Remote('content', { idleMs: CONTENT_IDLE_MS, limits: { maxYoungGenerationSizeMb: YOUNG_MB } }),
    gate: new Remote('gate', {
      idleMs: GATE_IDLE_MS,
      cpuMs: GATE_CPU_MS,
      limits: { maxOldGenerationSizeMb: GATE_HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB }
    }),
    preview: new Remote('preview', {
      idleMs: PREVIEW_IDLE_MS,
      cpuMs: PREVIEW_CPU_MS,
      limits: { maxOldGenerationSizeMb: PREVIEW_HEAP_MB }
    }),
    index: new Remote('index', {
      idleMs: NEVER_MS,
      limits: { maxOldGenerationSizeMb: INDEX_HEAP_MB, maxYoungGenerationSizeMb: INDEX_YOUNG_MB }
    }),
    rooms: new Remote('rooms', {
      idleMs: NEVER_MS,
      // Only what clients send is timed; the rest grows with documents that were judged before.
      cpuMs: ROOMS_CPU_MS,
      untimed: [
        'open',
        'close',
        'missing',
        'state',
        'notebook',
        'restore',
        'side',
        'project',
        'seed',
        'named',
        'putBack'
      ],
      isInOrder: true,
      lookEveryMs: ROOMS_LOOK_MS,
      limits: { maxOldGenerationSizeMb: ROOMS_HEAP_MB }
    }),
    roomLog: new Remote('roomLog', { idleMs: NEVER_MS, limits: { maxYoungGenerationSizeMb: YOUNG_MB } }),
    search: Array.from({ length: availableParallelism() > 2 ? 2 : 1 }, () => new Remote<SearchCalls>('search', SEARCH))
  };
}

export async function stopThreads({ search, ...others }: Threads): Promise<void> {
  await Promise.all([...Object.values(others), ...search].map(thread => thread.stop()));
}
