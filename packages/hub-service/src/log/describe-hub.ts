// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Stores } from '../stores.ts';
import { type Descriptor, FEDERATION_PATH, logOrigin } from './format/index.ts';
import { appendEntry, type LogSettings, secondsOf } from './settle.ts';
import type { LogHead } from './store.ts';

/** What followers may use of this version, beside reading the log. */
const CAPABILITIES = ['cards', 'offers'];

/** Writes what this hub says of itself. */
export function describeHub(config: LogSettings, head: LogHead): Descriptor {
  const publicUrl = config.publicUrl ?? '';
  const root = `${publicUrl}${FEDERATION_PATH}`;
  const { contact } = config;
  return {
    protocol: 'atrium/1',
    id: head.hubId,
    name: config.hubName,
    url: publicUrl,
    ...(contact !== null && contact.length <= 2048 ? { contact } : {}),
    logs: [
      {
        origin: logOrigin(head.hubId, head.generation),
        scope: 'network',
        generation: head.generation,
        rotations: [...head.rotations],
        base: [`${root}log/${head.generation}/`],
        vkeys: [...head.vkeys]
      }
    ],
    blobs: [`${root}blobs/{alg}/{hex}`],
    recovery: head.recovery,
    jwks: { keys: [] },
    capabilities: CAPABILITIES,
    limits: { maxBlob: LIMITS.fileBytes, maxFiles: LIMITS.filesPerRelease }
  };
}

/** Writes a `hub` entry if the descriptor would say something else than the newest one. Only under the lock. */
export async function settleDescriptor(
  { config, clock }: { config: LogSettings; clock: IClock },
  stores: Stores
): Promise<void> {
  const head = await stores.entries.head();
  if (!head) {
    return;
  }
  const bytes = Buffer.from(JSON.stringify(describeHub(config, head)));
  const d = `sha256:${hash('sha256', bytes)}`;
  const isWritten = d === head.descriptor && (await stores.entries.documents([d])).size === 1;
  if (!isWritten) {
    await stores.entries.putDocument(d, 'descriptor', bytes);
    await appendEntry(stores, head, { t: 'hub', ts: secondsOf(clock), d });
  }
}
