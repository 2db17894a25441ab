// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What jsdom lacks: every element is near the view, and nothing changes its size. */
class NearObserver {
  constructor(private readonly _callback: (entries: { isIntersecting: boolean }[]) => void) {}

  observe(): void {
    this._callback([{ isIntersecting: true }]);
  }

  unobserve(): void {
    return undefined;
  }

  disconnect(): void {
    return undefined;
  }
}

export function fakeBrowser(): void {
  Object.assign(window, { IntersectionObserver: NearObserver });
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined });
  Element.prototype.scrollIntoView = () => undefined;
}
