// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A MIME bundle as the file has it. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** One output, ready to be shown. */
export type PreviewOutput =
  | { readonly kind: 'stream'; readonly isError: boolean; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'data'; readonly data: MimeBundle; readonly metadata: MimeBundle };

/** One cell, ready to be shown. */
export type PreviewCell = {
  readonly kind: 'markdown' | 'code' | 'raw';
  readonly source: string;
  readonly outputs: readonly PreviewOutput[];
  /** Images inside a Markdown cell, by name. */
  readonly attachments: Readonly<Record<string, MimeBundle>>;
};

/** A notebook, ready to be shown. */
export type PreviewNotebook = {
  /** Of the code cells, lower case; empty if the file does not say. */
  readonly language: string;
  readonly cells: readonly PreviewCell[];
};

type Loose = Readonly<Record<string, unknown>>;

/**
 * Reads a notebook of format 3 or 4 for showing: nothing in it is trusted, what is odd is left out.
 *
 * @param text - the file
 * @returns null if it is no notebook
 */
export function readNotebook(text: string): PreviewNotebook | null {
  const file = parse(text);
  const cells = file && (list(file.cells) ?? worksheetCells(file));
  return cells && file ? { language: languageOf(file), cells: cells.map(readCell) } : null;
}

/** Joins a text that the file keeps as a list of lines. */
export function joined(value: unknown): string {
  if (Array.isArray(value)) {
    return value.filter(line => typeof line === 'string').join('');
  }
  return typeof value === 'string' ? value : '';
}

function parse(text: string): Loose | null {
  try {
    return object(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return null;
  }
}

function worksheetCells(file: Loose): readonly Loose[] | null {
  const sheets = list(file.worksheets);
  return sheets && sheets.flatMap(sheet => list(sheet.cells) ?? []);
}

function languageOf(file: Loose): string {
  const metadata = object(file.metadata) ?? {};
  const info = object(metadata.language_info)?.name;
  const kernel = object(metadata.kernelspec)?.language;
  return (joined(info) || joined(kernel)).toLowerCase();
}

function readCell(cell: Loose): PreviewCell {
  const kind = cell.cell_type === 'markdown' || cell.cell_type === 'heading' ? 'markdown' : cell.cell_type;
  const source = joined(cell.source ?? cell.input);
  return {
    kind: kind === 'markdown' || kind === 'code' ? kind : 'raw',
    source: cell.cell_type === 'heading' ? `${'#'.repeat(Number(cell.level) || 1)} ${source}` : source,
    outputs: mergeStreams((list(cell.outputs) ?? []).flatMap(readOutput)),
    attachments: Object.fromEntries(
      Object.entries(object(cell.attachments) ?? {}).map(([name, bundle]) => [name, object(bundle) ?? {}])
    )
  };
}

function readOutput(output: Loose): PreviewOutput[] {
  switch (output.output_type) {
    case 'stream':
      return [{ kind: 'stream', isError: (output.name ?? output.stream) === 'stderr', text: joined(output.text) }];
    case 'error':
    case 'pyerr':
      return [{ kind: 'error', text: errorText(output) }];
    default:
      return [{ kind: 'data', data: bundleOf(output), metadata: object(output.metadata) ?? {} }];
  }
}

function errorText(output: Loose): string {
  const traceback = Array.isArray(output.traceback) ? output.traceback.filter(line => typeof line === 'string') : [];
  return traceback.length > 0 ? traceback.join('\n') : `${joined(output.ename)}: ${joined(output.evalue)}`;
}

/** Format 3 kept the data beside the output's other keys, under short names. */
const SHORT: Readonly<Record<string, string>> = {
  text: 'text/plain',
  html: 'text/html',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  latex: 'text/latex'
};

function bundleOf(output: Loose): MimeBundle {
  const data = object(output.data);
  if (data) {
    return data;
  }
  return Object.fromEntries(
    Object.entries(SHORT).flatMap(([short, type]) => (short in output ? [[type, output[short]]] : []))
  );
}

/** One text instead of many pieces: a progress bar may have written thousands. */
function mergeStreams(outputs: readonly PreviewOutput[]): PreviewOutput[] {
  const merged: PreviewOutput[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    if (output.kind === 'stream' && last?.kind === 'stream' && last.isError === output.isError) {
      merged[merged.length - 1] = { ...last, text: last.text + output.text };
    } else {
      merged.push(output);
    }
  }
  return merged;
}

function object(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}

function list(value: unknown): readonly Loose[] | null {
  return Array.isArray(value) ? value.map(object).filter(item => item !== null) : null;
}
