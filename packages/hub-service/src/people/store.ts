// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Person, Reader } from '@jupyter-atrium/api';
import type { Asker } from '../auth/audience.ts';

/** People and groups this service has seen. */
export interface IPersonStore {
  /**
   * Notes that a person was here, and finds their opaque id.
   *
   * @param username - JupyterHub's name, unique on this hub
   * @param displayName - the hub's name to show; null: none
   */
  see(username: string, displayName: string | null, groups: readonly string[]): Promise<Person>;

  /** Finds people by their ids; unknown ids are absent. */
  byId(ids: readonly string[]): Promise<Map<string, Person>>;

  /** What decides what a person may read, as it was when they were seen last; null for an unknown id. */
  asker(id: string): Promise<Asker>;

  /** Holds a person's quota until the transaction ends. */
  lock(id: string): Promise<void>;

  /** People and groups whose name begins with `start`, case ignored, at most `limit`. */
  startingWith(start: string, limit: number): Promise<Reader[]>;
}
