// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Applies carriage returns and backspaces to the text of a stream, as JupyterLab does when it loads a notebook and
 * then saves.
 *
 * Its quirk is kept: a backspace inside a line takes the character before *and* the one after the cursor.
 *
 * @see processText in jupyterlab/packages/outputarea/src/model.ts
 */
export function applyOverwrites(text: string): string {
  if (!/[\r\b]/.test(text)) {
    return text;
  }
  return text.split('\n').map(applyLine).join('\n');
}

function applyLine(line: string): string {
  if (!/[\r\b]/.test(line)) {
    return line;
  }
  // Two stacks with the cursor between them; the top of `after` is the character under the cursor.
  let before: string[] = [];
  let after: string[] = [];
  for (const unit of line.split('')) {
    if (unit === '\r') {
      after = after.concat(before.reverse());
      before = [];
    } else if (unit === '\b') {
      if (before.pop() !== undefined) {
        after.pop();
      }
    } else {
      before.push(unit);
      after.pop();
    }
  }
  return before.concat(after.reverse()).join('');
}
