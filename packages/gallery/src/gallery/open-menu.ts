// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Opens Lab's context menu of an element below it, as a right click on it would. */
export function openMenu(element: Element): void {
  const { left, bottom } = element.getBoundingClientRect();
  element.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom })
  );
}
