// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Keeps what was used last, up to a weight. */
export class LruCache<V> {
  private readonly _entries = new Map<string, V>();
  private readonly _most: number;
  private readonly _weigh: (value: V) => number;
  private _weight = 0;

  constructor(most: number, weigh: (value: V) => number) {
    this._most = most;
    this._weigh = weigh;
  }

  get(key: string): V | undefined {
    const value = this._entries.get(key);
    if (value !== undefined) {
      this._entries.delete(key);
      this._entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: V): void {
    const old = this._entries.get(key);
    this._weight += this._weigh(value) - (old === undefined ? 0 : this._weigh(old));
    this._entries.delete(key);
    this._entries.set(key, value);
    for (const [first, kept] of this._entries) {
      if (this._weight <= this._most) {
        return;
      }
      this._entries.delete(first);
      this._weight -= this._weigh(kept);
    }
  }

  clear(): void {
    this._entries.clear();
    this._weight = 0;
  }
}
