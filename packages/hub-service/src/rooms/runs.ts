// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ClaimRun, RunClaim } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { RunClaimedError } from './errors.ts';
import type { Session } from './live/sessions.ts';

type Run = { claim: RunClaim; session: Session; goneSince: number | null };

/** Who publishes the outputs of which cell. In memory: whoever still runs something after a restart claims it again. */
export class Runs {
  private readonly _rooms = new Map<string, Map<string, Run>>();
  private readonly _now: () => number;

  constructor(now: () => number) {
    this._now = now;
  }

  /** @throws RunClaimedError while another run of the cell goes on */
  claim(session: Session, { cell, run, kernel, takeOver }: ClaimRun): RunClaim {
    const runs = this._rooms.get(session.room) ?? new Map<string, Run>();
    const other = runs.get(cell)?.claim;
    if (other && other.endedAt === null && other.session !== session.id && !takeOver) {
      throw new RunClaimedError(other);
    }
    const by = { id: session.person, name: session.name };
    const startedAt = this._iso();
    const claim: RunClaim = { cell, run, kernel, by, session: session.id, startedAt, endedAt: null };
    runs.set(cell, { claim, session, goneSince: null });
    this._rooms.set(session.room, runs);
    return claim;
  }

  /** Ends a run; null if it is not this session's, or has ended. */
  release(session: Session, run: string): RunClaim | null {
    for (const held of this._rooms.get(session.room)?.values() ?? []) {
      if (held.claim.run === run && held.claim.session === session.id && held.claim.endedAt === null) {
        return this._end(held);
      }
    }
    return null;
  }

  of(room: string): Record<string, RunClaim> {
    const runs = this._rooms.get(room) ?? new Map<string, Run>();
    return Object.fromEntries([...runs].map(([cell, { claim }]) => [cell, claim]));
  }

  /** Ends the runs of those who have been away for a while. */
  expire(): { room: string; epoch: number; claim: RunClaim }[] {
    const now = this._now();
    const ended: { room: string; epoch: number; claim: RunClaim }[] = [];
    for (const [room, runs] of this._rooms) {
      for (const held of runs.values()) {
        const isHere = held.session.seats.size > 0;
        held.goneSince = isHere ? null : (held.goneSince ?? now);
        if (held.claim.endedAt === null && held.goneSince !== null && now - held.goneSince >= LIMITS.runAwayMs) {
          ended.push({ room, epoch: held.session.epoch, claim: this._end(held) });
        }
      }
    }
    return ended;
  }

  forget(room: string): void {
    this._rooms.delete(room);
  }

  private _end(held: Run): RunClaim {
    held.claim = { ...held.claim, endedAt: this._iso() };
    return held.claim;
  }

  private _iso(): string {
    return new Date(this._now()).toISOString();
  }
}
