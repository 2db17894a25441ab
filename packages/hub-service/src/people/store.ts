// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Person, Reader } from '@jupyter-atrium/api';

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

  /** People and groups whose name begins with `start`, case ignored, at most `limit`. */
  startingWith(start: string, limit: number): Promise<Reader[]>;
}
