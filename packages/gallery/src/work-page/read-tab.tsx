// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import { caretDownEmptyIcon, notebookIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Markdown } from '../preview/markdown';
import { NotebookView } from '../preview/notebook-view';
import type { Heading } from '../preview/headings';
import { isNotebook } from './documents';
import type { ShownFile } from './model';

export type ReadTabProps = {
  documents: readonly FileEntry[];
  reading: ShownFile | null;
  target: Heading | null;
  read: (path: string) => void;
  goToHeading: (name: string) => void;
  /** Leads to the tab Files, for works without a document. */
  showFiles: () => void;
  trans: TranslationBundle;
};

/** The documents of a work, with their outputs as the authors saved them. */
export function ReadTab(props: ReadTabProps): JSX.Element {
  const { documents, reading, target, read, showFiles, trans } = props;
  const place = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => scrollTo(place.current, target), [target]);
  if (documents.length === 0) {
    return (
      <p>
        {trans.__('This work holds no notebook.')}{' '}
        <button type="button" className="jp-Atrium-link" onClick={showFiles}>
          {trans.__('Show its files')}
        </button>
      </p>
    );
  }
  const index = documents.findIndex(document => document.path === reading?.path);
  return (
    <div ref={place} className="jp-Atrium-ReadTab">
      <div className="jp-Atrium-ReadTab-picker">
        {documents.length > 1 && <Picker documents={documents} path={reading?.path ?? ''} read={read} trans={trans} />}
        <span className="jp-Atrium-meta">{pickerWords(documents, index, trans)}</span>
      </div>
      <Document {...props} />
    </div>
  );
}

function pickerWords(documents: readonly FileEntry[], index: number, trans: TranslationBundle): string {
  if (!isNotebook(documents[0]?.path ?? '')) {
    return '';
  }
  return documents.length > 1
    ? trans.__('%1 of %2 notebooks · outputs as saved by the authors', index + 1, formatCount(documents.length))
    : trans.__('Outputs as saved by the authors');
}

type PickerProps = Pick<ReadTabProps, 'documents' | 'read' | 'trans'> & { path: string };

function Picker({ documents, path, read, trans }: PickerProps): JSX.Element {
  return (
    <span className="jp-Atrium-ReadTab-select">
      <notebookIcon.react tag="span" />
      <select aria-label={trans.__('Notebook')} value={path} onChange={event => read(event.target.value)}>
        {documents.map(document => (
          <option key={document.path} value={document.path}>
            {document.path}
          </option>
        ))}
      </select>
      <caretDownEmptyIcon.react tag="span" />
    </span>
  );
}

function Document({ reading, target, goToHeading, trans }: ReadTabProps): JSX.Element {
  if (reading?.error) {
    return <p role="status">{reading.error.message}</p>;
  }
  if (!reading?.bytes) {
    return <div className="jp-Atrium-Skeleton-page jp-Atrium-skeleton" role="img" aria-label={trans.__('Loading')} />;
  }
  if (reading.notebook) {
    return (
      <NotebookView
        key={reading.path}
        notebook={reading.notebook}
        path={reading.path}
        atLeast={(target?.cell ?? -1) + 1}
        goToHeading={goToHeading}
      />
    );
  }
  return isNotebook(reading.path) ? (
    <p role="status">
      {trans.__('%1 is not a notebook that can be shown. Its author’s file is in the tab Files.', reading.path)}
    </p>
  ) : (
    <Markdown source={new TextDecoder().decode(reading.bytes)} path={reading.path} goToHeading={goToHeading} />
  );
}

/** Goes to a heading; its cell stands for it while it is not drawn yet. */
function scrollTo(place: HTMLElement | null, target: Heading | null): void {
  const cell = target && place?.querySelector(`[data-cell="${target.cell}"]`);
  const heading = cell?.querySelectorAll('h1, h2, h3, h4, h5, h6')[target?.nth ?? 0];
  (heading ?? cell)?.scrollIntoView({ block: 'start' });
}
