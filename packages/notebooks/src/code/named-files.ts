// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Cell, type Notebook, cellId } from '../notebook/notebook.ts';
import { cellCode } from './cell-code.ts';
import { maskLiterals } from './mask-literals.ts';

/** A file that code reads, by the name it stands there under, and the first cell that does. */
export type NamedFile = {
  readonly name: string;
  readonly cell: { readonly index: number; readonly id: string | null };
};

/** What reads a file whose name is its first argument. */
const READERS: Readonly<Record<string, string>> = {
  python: `read_csv read_table read_excel read_json read_parquet read_feather read_hdf read_pickle read_stata read_sas
    read_spss read_fwf read_xml read_orc scan_csv scan_parquet read_ipc open load loadtxt genfromtxt fromfile memmap
    imread open_dataset open_dataarray load_dataset load_dataarray open_rasterio read_file loadmat load_model
    read_raw_fif ExcelFile Dataset HDFStore`,
  r: `read\\.csv read\\.csv2 read\\.table read\\.delim readRDS read_csv read_csv2 read_tsv read_delim read_table
    read_excel read_xlsx read_rds fread source load readLines read_sf st_read rast raster image_read read_parquet
    read_feather include_graphics`,
  julia: 'read readlines readdlm load open include parsefile NCDataset File jldopen h5open'
};
const CALLS = new Map(
  Object.entries(READERS).map(([language, names]) => [
    language,
    new RegExp(
      String.raw`(?<!\w)(?:${names.trim().split(/\s+/).join('|')})\s{0,20}\(\s{0,20}(?:[a-z_]{1,20}\s{0,4}=\s{0,4})?[rRbBuU]?(["'])([^"'\n]{1,200})\1`,
      'g'
    )
  ])
);
/** A mode that writes, or something by which the literal is only a part of a name. */
const NOT_READ = /^\s{0,20}(?:[+%./]|,\s{0,20}(?:mode\s{0,4}=\s{0,4})?["'][rbt]{0,2}[wax])/;
const LOCAL_NAME = /^(?!\/|~|\\|[A-Za-z]:|[a-z][a-z0-9+.-]{1,20}:)[^{}*?<>|$%:]+\.[A-Za-z][A-Za-z0-9]{0,7}$/;
/** What makes files whose names code need not tell, or changes the folder they are sought in. */
const MAKES_FILES =
  /\b(?:unzip|tar\s+-?x|gunzip|extractall|unpack_archive|git\s+clone|chdir|setwd|os\.walk|kaggle|gdown|snapshot_download|untar)\b|^[ \t]*%cd\b/m;

/**
 * Finds files that a notebook's code reads by literal relative names, as far as can be told without running it: none
 * whose name also stands elsewhere in the code, which may be what makes it.
 *
 * @param language - of the notebook
 */
export function namedFiles(notebook: Notebook, language: string): NamedFile[] {
  const codes = notebook.cells.filter(cell => cell.cell_type === 'code');
  if (codes.some(cell => MAKES_FILES.test(cell.source))) {
    return [];
  }
  const reads: NamedFile[] = [];
  const rest: string[] = [];
  for (const [index, cell] of notebook.cells.entries()) {
    if (cell.cell_type === 'code') {
      const { names, left } = readsOf(cell, language);
      reads.push(...names.map(name => ({ name, cell: { index, id: cellId(cell) } })));
      rest.push(left);
    }
  }
  const elsewhere = reads.length > 0 ? rest.join('\n') : '';
  return reads.filter(({ name }) => !elsewhere.includes(name.slice(name.lastIndexOf('/') + 1)));
}

/** The names a cell reads, and its source without the calls that do. */
function readsOf(cell: Cell, language: string): { names: string[]; left: string } {
  const code = cellCode(cell, language);
  const calls = code ? CALLS.get(code.language) : undefined;
  if (!code || !calls) {
    return { names: [], left: cell.source };
  }
  const text = maskLiterals(code.code, code.language, 'comments');
  const names: string[] = [];
  let left = cell.source
    .split('\n')
    .filter(line => /^\s*[%!]/.test(line))
    .join('\n');
  let at = 0;
  for (const match of text.matchAll(calls)) {
    const name = (match[2] ?? '').replaceAll('\\\\', '/').replaceAll('\\', '/').replace(/^\.\//, '');
    const end = match.index + match[0].length;
    if (!NOT_READ.test(text.slice(end, end + 60)) && LOCAL_NAME.test(name)) {
      names.push(name);
      left += text.slice(at, match.index);
      at = end;
    }
  }
  return { names, left: left + text.slice(at) };
}
