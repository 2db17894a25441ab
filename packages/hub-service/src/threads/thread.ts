// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Starts threads and is what they run: the same file on both sides, so that it works wherever it lies.
 *
 * * In the program `import.meta.url` is the part of it that holds this file. Were the program one file, a thread would
 *   run that, and the command's `main.ts` imports this file there.
 * * From `lib/` or, unbuilt, from the sources it is this file; that also holds under Jest.
 */
import type { ResourceLimits } from 'node:worker_threads';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Calls } from './remote.ts';

/** What a thread does; each loads only what it needs. */
const KINDS = {
  content: async (): Promise<Calls> => (await import('../content/content-calls.ts')).contentCalls(),
  gate: async (): Promise<Calls> => (await import('../gate/gate-calls.ts')).gateCalls,
  index: async (): Promise<Calls> => (await import('../search/index-calls.ts')).indexCalls(),
  search: async (): Promise<Calls> => (await import('../search/search-calls.ts')).searchCalls(),
  rooms: async (): Promise<Calls> => (await import('../rooms/live/document-calls.ts')).documentCalls(),
  roomLog: async (): Promise<Calls> => (await import('../rooms/log/log-calls.ts')).logCalls(),
  preview: async (): Promise<Calls> => (await import('../pages/preview/preview-calls.ts')).previewCalls
} as const;
export type ThreadKind = keyof typeof KINDS;

/** One question to a thread. */
type Question = { id: number; name: string; argument: unknown };
/** Its answer. */
export type Answer = { id: number } & ({ value: unknown } | { error: { name: string; message: string } });

/** Starts a thread that answers `Question`s with `Answer`s. */
export function startThread(kind: ThreadKind, resourceLimits: ResourceLimits = {}): Worker {
  const url = new URL(import.meta.url);
  return new Worker(url, {
    name: `atrium-${kind}`,
    workerData: { atrium: kind },
    // Secrets of the environment stay with the main thread.
    env: {},
    execArgv: url.pathname.endsWith('.ts') ? ['--conditions=atrium-source'] : [],
    resourceLimits
  });
}

function serve(kind: ThreadKind): void {
  const calls = KINDS[kind]();
  parentPort?.on('message', (question: Question) => void answer(calls, question));
}

async function answer(calls: Promise<Calls>, { id, name, argument }: Question): Promise<void> {
  try {
    const call = (await calls)[name];
    const { value, transfer } = (await call?.(argument)) ?? { value: undefined };
    parentPort?.postMessage({ id, value } satisfies Answer, transfer);
  } catch (error) {
    const fault = error as Error;
    parentPort?.postMessage({ id, error: { name: fault.name, message: fault.message } } satisfies Answer);
  }
}

const kind: unknown = isMainThread ? null : (workerData as { atrium?: unknown } | null)?.atrium;
if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) {
  serve(kind as ThreadKind);
}
