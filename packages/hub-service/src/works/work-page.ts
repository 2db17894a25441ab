// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Relative, WorkPage } from '@jupyter-atrium/api';
import { canRead, isOwner } from '../auth/audience.ts';
import type { Caller } from '../auth/caller.ts';
import type { Config } from '../config.ts';
import { workUrl } from '../hub.ts';
import type { Stores } from '../stores.ts';
import { canEdit, canUpdate, canWithdraw } from './policy.ts';
import { presentWork } from './present.ts';
import type { Kin, WorkRow } from './store.ts';

type Ports = Pick<Stores, 'works'> & { config: Config };

/** Writes a work with what only its page shows. */
export async function pageOf(ports: Ports, caller: Caller, work: WorkRow): Promise<WorkPage> {
  return {
    ...presentWork(ports.config, work),
    // Who else reads a private work is its owner's to know.
    readers: isOwner(caller, work) ? [...work.readers] : [],
    lineage: { madeFrom: await madeFrom(ports, caller, work), madeInto: await madeInto(ports, caller, work) },
    can: { edit: canEdit(caller, work), publish: canUpdate(caller, work), withdraw: canWithdraw(caller, work) }
  };
}

async function madeFrom({ works, config }: Ports, caller: Caller, work: WorkRow): Promise<Relative[]> {
  const sources = work.release ? await works.madeFrom(work.release.id) : [];
  const found = await works.findMany(sources.flatMap(({ kin }) => kin?.work ?? []));
  return sources.map(({ url, kin }) => {
    const source = kin && found.get(kin.work);
    if (!kin || !source) {
      return { work: null, url, title: '', by: URL.parse(url)?.host ?? '', label: null };
    }
    return relativeOf(config, caller, source, kin);
  });
}

async function madeInto({ works, config }: Ports, caller: Caller, work: WorkRow): Promise<Relative[]> {
  const made = await works.madeInto(work.id);
  const found = await works.findMany(made.map(kin => kin.work));
  return made.flatMap(kin => {
    const other = found.get(kin.work);
    // That somebody makes something of it in private is nobody's business.
    return other && canRead(caller, other) ? [relativeOf(config, caller, other, kin)] : [];
  });
}

function relativeOf(config: Config, caller: Caller, work: WorkRow, { label }: Kin): Relative {
  if (work.state !== 'live' || !canRead(caller, work)) {
    return { work: null, url: null, title: '', by: work.state === 'erased' ? '' : work.owner.name, label: null };
  }
  const title = work.release?.card.title ?? '';
  return { work: work.id, url: workUrl(config, work.id), title, by: work.owner.name, label };
}
