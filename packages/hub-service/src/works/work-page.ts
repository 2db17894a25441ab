// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Relative, WorkPage } from '@jupyter-atrium/api';
import { type Asker, canRead, isOwner, withdrawalOf } from '../auth/audience.ts';
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
    lineage: await lineageOf(ports, caller, work),
    withdrawal: withdrawalOf(work),
    can: { edit: canEdit(caller, work), publish: canUpdate(caller, work), withdraw: canWithdraw(caller, work) }
  };
}

/** Tells what a work was made from and made into, as far as the asker may know. */
export async function lineageOf(ports: Ports, asker: Asker, work: WorkRow): Promise<WorkPage['lineage']> {
  if (!work.hasKin) {
    return { madeFrom: [], madeInto: [] };
  }
  return { madeFrom: await madeFrom(ports, asker, work), madeInto: await madeInto(ports, asker, work) };
}

async function madeFrom({ works, config }: Ports, asker: Asker, work: WorkRow): Promise<Relative[]> {
  const sources = work.release ? await works.madeFrom(work.release.id) : [];
  const found = await works.findMany(sources.flatMap(({ kin }) => kin?.work ?? []));
  return sources.map(({ url, kin }) => {
    const source = kin && found.get(kin.work);
    if (!kin || !source) {
      return { work: null, url, title: '', by: URL.parse(url)?.host ?? '', label: null };
    }
    return relativeOf(config, asker, source, kin);
  });
}

async function madeInto({ works, config }: Ports, asker: Asker, work: WorkRow): Promise<Relative[]> {
  const made = await works.madeInto(work.id);
  const found = await works.findMany(made.map(kin => kin.work));
  return made.flatMap(kin => {
    const other = found.get(kin.work);
    // That somebody makes something of it in private is nobody's business.
    return other && canRead(asker, other) ? [relativeOf(config, asker, other, kin)] : [];
  });
}

function relativeOf(config: Config, asker: Asker, work: WorkRow, { label }: Kin): Relative {
  if (work.state !== 'live' || !canRead(asker, work)) {
    return { work: null, url: null, title: '', by: work.state === 'erased' ? '' : work.owner.name, label: null };
  }
  const title = work.release?.card.title ?? '';
  // The row of a work of another hub belongs to that hub; whose it is, its card says.
  const by = work.home ? (work.release?.card.authors ?? []).map(({ name }) => name).join(', ') : work.owner.name;
  return { work: work.id, url: work.home?.url ?? workUrl(config, work.id), title, by, label };
}
