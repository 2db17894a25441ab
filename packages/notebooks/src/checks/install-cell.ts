// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cellWords, capitalised, notebookRule, toCheck } from './rule.ts';

const COMMAND = String.raw`(?:pip[\d.]*|conda|mamba|micromamba|uv[ \t]+pip|apt(?:-get)?|(?:\S{1,40}[ \t]+)?-m[ \t]+pip)[ \t]+(?:-\S+[ \t]+){0,4}(?:install|add)\b`;
/** Lines that IPython hands to a shell or to itself; in `%%bash` cells every line. */
const LINE = new RegExp(String.raw`^[ \t]*[%!]{1,2}[ \t]*(?:sudo[ \t]+)?${COMMAND}`, 'm');
const SHELL_LINE = new RegExp(String.raw`^[ \t]*(?:sudo[ \t]+)?${COMMAND}`, 'm');
const SHELL_CELL = /^\s*%%(?:bash|sh|script)\b/;
const CALL =
  /^[^#\n]{0,80}?\b(?:install\.packages|install_github|BiocManager::install|pak::pak|Pkg\.add|micropip\.install|piplite\.install)[ \t]*\(/m;

/** Finds cells that install packages. */
export const installCell = notebookRule((notebook, path) =>
  notebook.cells.flatMap((cell, index) => {
    const { source } = cell;
    const isShell = SHELL_CELL.test(source);
    if (
      cell.cell_type !== 'code' ||
      !(LINE.test(source) || CALL.test(source) || (isShell && SHELL_LINE.test(source)))
    ) {
      return [];
    }
    return toCheck({
      kind: 'install-cell',
      level: 'note',
      path,
      notebook,
      cell: index,
      place: 'source',
      message: `${capitalised(cellWords([index]))} installs packages.`,
      because: 'Elsewhere it may get other versions, or may not be allowed to.',
      identity: source
    });
  })
);
