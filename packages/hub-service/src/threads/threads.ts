// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ContentCalls } from '../content/content-calls.ts';
import type { GateCalls } from '../gate/gate-calls.ts';
import { Remote } from './remote.ts';

const CONTENT_IDLE_MS = 60_000;
const GATE_IDLE_MS = 5_000;
/** Files looked at by one call take a fraction of that, unless they are made to exhaust it. */
const GATE_CPU_MS = 10_000;
const GATE_HEAP_MB = 768;

/** The threads of a service; each starts when it is first asked, and ends when it has been idle. */
export type Threads = { content: Remote<ContentCalls>; gate: Remote<GateCalls> };

export function startThreads(): Threads {
  return {
    content: new Remote('content', { idleMs: CONTENT_IDLE_MS }),
    gate: new Remote('gate', {
      idleMs: GATE_IDLE_MS,
      cpuMs: GATE_CPU_MS,
      limits: { maxOldGenerationSizeMb: GATE_HEAP_MB }
    })
  };
}

export async function stopThreads({ content, gate }: Threads): Promise<void> {
  await Promise.all([content.stop(), gate.stop()]);
}
