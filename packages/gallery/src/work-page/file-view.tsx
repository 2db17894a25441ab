// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';
import { formatBytes, formatCount } from '@jupyter-atrium/connection';
import * as React from 'react';
import { Code } from '../preview/code';
import { useHost } from '../preview/host';
import { imageType } from '../preview/images';
import { Markdown } from '../preview/markdown';
import { NotebookView } from '../preview/notebook-view';
import { readDelimited } from './delimited';
import type { ShownFile } from './model';

const MOST_TEXT_BYTES = 2_000_000;
const MOST_ROWS = 200;
const MOST_COLUMNS = 50;

export type FileViewProps = { file: ShownFile; entry: FileEntry };

/** A file of a work, read-only; what has no view says so. */
export function FileView({ file, entry }: FileViewProps): JSX.Element {
  const { trans } = useHost();
  if (file.error) {
    return <p role="status">{file.error.message}</p>;
  }
  if (!file.bytes) {
    return <div className="jp-Atrium-Skeleton-page jp-Atrium-skeleton" role="img" aria-label={trans.__('Loading')} />;
  }
  return <FileContent entry={entry} bytes={file.bytes} notebook={file.notebook} />;
}

type FileContentProps = { entry: FileEntry; bytes: Uint8Array; notebook: ShownFile['notebook'] };

function FileContent({ entry, bytes, notebook }: FileContentProps): JSX.Element {
  const { path } = entry;
  if (notebook) {
    return <NotebookView notebook={notebook} path={path} atLeast={0} goToHeading={nowhere} />;
  }
  if (imageType(path) !== null) {
    return <ImageFile path={path} bytes={bytes} />;
  }
  const text = textOf(bytes);
  if (text === null) {
    return <NotShown entry={entry} />;
  }
  if (/\.(?:csv|tsv)$/i.test(path)) {
    return <Table text={text} delimiter={/\.tsv$/i.test(path) ? '\t' : ','} />;
  }
  return /\.(?:md|markdown)$/i.test(path) ? (
    <Markdown source={text} path={path} />
  ) : (
    <TextFile path={path} text={text} />
  );
}

function nowhere(): void {
  return undefined;
}

function NotShown({ entry }: { entry: FileEntry }): JSX.Element {
  const { trans } = useHost();
  return (
    <p>
      {trans.__(
        '%1 of type %2 are not shown here. Download the file to look at it.',
        formatBytes(entry.size),
        entry.mediaType
      )}
    </p>
  );
}

function TextFile({ path, text }: { path: string; text: string }): JSX.Element {
  const { languageOf } = useHost();
  return <Code source={text} language={languageOf(path)} />;
}

function ImageFile({ path, bytes }: { path: string; bytes: Uint8Array }): JSX.Element {
  const [url, setUrl] = React.useState('');
  React.useEffect(() => {
    const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: imageType(path) ?? '' }));
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [path, bytes]);
  return <img className="jp-Atrium-Output-picture" src={url || undefined} alt={path} />;
}

function Table({ text, delimiter }: { text: string; delimiter: string }): JSX.Element {
  const { trans } = useHost();
  const [head, ...rows] = React.useMemo(() => readDelimited(text, delimiter, MOST_ROWS + 1), [text, delimiter]);
  const isCut = rows.length === MOST_ROWS || (head?.length ?? 0) > MOST_COLUMNS;
  return (
    <>
      <div className="jp-Atrium-FileView-table" tabIndex={0} dir="ltr">
        <table>
          <thead>
            <tr>
              {(head ?? []).slice(0, MOST_COLUMNS).map((name, index) => (
                <th key={index} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.slice(0, MOST_COLUMNS).map((value, column) => (
                  <td key={column}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isCut && (
        <p className="jp-Atrium-meta">
          {trans.__('The first %1 rows. Download the file to see all.', formatCount(MOST_ROWS))}
        </p>
      )}
    </>
  );
}

/** The text of a file; null if it is too long to show or no text. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_TEXT_BYTES || bytes.subarray(0, 8000).includes(0)) {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
