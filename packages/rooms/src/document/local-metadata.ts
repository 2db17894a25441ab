// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IMapChange } from '@jupyter/ydoc';
import { JSONExt, type PartialJSONValue } from '@lumino/coreutils';

/** What each person has their own of: two kernels would write them by turns. */
const OWN_KEYS: readonly string[] = ['kernelspec', 'language_info'];

type Metadata = { [key: string]: unknown };

/** Metadata of a notebook that is this page's alone. */
export class LocalMetadata {
  private readonly _values = new Map<string, PartialJSONValue>();
  private readonly _tell: (change: IMapChange) => void;

  constructor(tell: (change: IMapChange) => void) {
    this._tell = tell;
  }

  has(key: string): boolean {
    return this._values.has(key);
  }

  get(key: string): PartialJSONValue | undefined {
    const value = this._values.get(key);
    return value === undefined ? undefined : JSONExt.deepCopy(value);
  }

  /** Shared metadata with the own in its place. */
  over<T extends Metadata>(shared: T): T {
    return { ...shared, ...Object.fromEntries(this._values) };
  }

  /**
   * Keeps what is this page's own.
   *
   * @param shared - takes the place of the own in what is answered
   * @returns what is for everybody
   */
  take<T extends Metadata>(metadata: T, shared: Metadata): T {
    const rest: Metadata = {};
    for (const [key, value] of Object.entries(metadata)) {
      if (!OWN_KEYS.includes(key)) {
        rest[key] = value;
      } else {
        this._keep(key, value as PartialJSONValue);
        Object.assign(rest, key in shared ? { [key]: shared[key] } : {});
      }
    }
    return rest as T;
  }

  private _keep(key: string, newValue: PartialJSONValue): void {
    const oldValue = this._values.get(key);
    if (oldValue === undefined || !JSONExt.deepEqual(oldValue, newValue)) {
      this._values.set(key, JSONExt.deepCopy(newValue));
      this._tell({ key, type: oldValue === undefined ? 'add' : 'change', oldValue, newValue });
    }
  }
}
