// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry, LeftOut, LeftOutReason, Scan } from '@jupyter-atrium/api';
import { Disclosure, formatBytes, formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import type { PublishModel } from '../model/model';
import type { IPublishHost } from './host';

/** So many files are shown at first, and at each further asking. */
const FILES_SHOWN = 6;
const FILES_MORE = 200;

type Shared = { scan: Scan; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** What goes out and what does not; drawn anew only after another look, because there may be thousands of files. */
export const FileList = React.memo(function FileList(
  props: Shared & { withOutputs: boolean; isOpenAtFirst: boolean }
): JSX.Element {
  const { scan, model, withOutputs, isOpenAtFirst, trans } = props;
  const { figures, tables, others } = scan.outputs;
  const hasOutputs = figures + tables + others > 0;
  const count = scan.files.length;
  const title = trans._n('%2 file, %3', '%2 files, %3', count, formatCount(count), formatBytes(scan.bytes));
  return (
    <Disclosure title={title} meta={leftOutWords(scan, trans)} isOpenAtFirst={isOpenAtFirst}>
      <FilesIn {...props} />
      <FilesOut {...props} />
      {(hasOutputs || withOutputs) && (
        <label className="jp-Atrium-FileList-outputs">
          <input
            type="checkbox"
            checked={withOutputs}
            onChange={event => void model.includeOutputs(event.target.checked)}
          />
          <span>{trans.__('Include outputs')}</span>
          <span className="jp-Atrium-meta">{outputWords(scan.outputs, trans)}</span>
        </label>
      )}
    </Disclosure>
  );
});

function FilesIn({ model, host, trans, scan }: Shared): JSX.Element {
  const [shown, setShown] = useState(FILES_SHOWN);
  const files = [...scan.files].sort((a, b) => b.size - a.size);
  const more = files.length - shown;
  return (
    <ul className="jp-Atrium-FileList" aria-label={trans.__('Files that go out')}>
      {files.slice(0, shown).map(file => (
        <FileRow key={file.path} file={file} host={host} trans={trans}>
          {scan.isFolder && (
            <button
              type="button"
              className="jp-Atrium-button jp-mod-flat jp-mod-small jp-Atrium-FileList-act"
              aria-label={trans.__('Leave out %1', file.path)}
              onClick={() => void model.leaveOut(file.path, true)}
            >
              {trans.__('Leave out')}
            </button>
          )}
        </FileRow>
      ))}
      {more > 0 && (
        <li className="jp-Atrium-FileList-row">
          <button type="button" className="jp-Atrium-link" onClick={() => setShown(shown + FILES_MORE)}>
            {trans._n('%2 more file', '%2 more files', more, formatCount(more))}
          </button>
        </li>
      )}
    </ul>
  );
}

function FileRow(props: {
  file: FileEntry;
  host: IPublishHost;
  trans: TranslationBundle;
  children: React.ReactNode;
}): JSX.Element {
  const { file, host } = props;
  const Icon = host.iconOf(file.path);
  return (
    <li className="jp-Atrium-FileList-row">
      <Icon.react tag="span" className="jp-Atrium-FileList-icon" />
      <bdi className="jp-Atrium-FileList-path" title={file.path}>
        {file.path}
      </bdi>
      {props.children}
      <span className="jp-Atrium-FileList-size">{formatBytes(file.size)}</span>
    </li>
  );
}

function FilesOut({ model, trans, scan }: Shared): JSX.Element | null {
  const [isOpen, setOpen] = useState(false);
  const leftOut = worthTelling(scan);
  const chosen = leftOut.filter(left => left.reason === 'chosen');
  const others = leftOut.filter(left => left.reason !== 'chosen');
  if (leftOut.length === 0) {
    return null;
  }
  return (
    <ul className="jp-Atrium-FileList" aria-label={trans.__('Files left out')}>
      {[...chosen, ...(isOpen ? others : [])].map(left => (
        <li key={left.path} className="jp-Atrium-FileList-row">
          <bdi className="jp-Atrium-FileList-path jp-mod-out">{left.path}</bdi>
          <span className="jp-Atrium-meta">{outWords(left, trans)}</span>
          {left.reason === 'chosen' && (
            <button
              type="button"
              className="jp-Atrium-button jp-mod-flat jp-mod-small"
              aria-label={trans.__('Take in %1 again', left.path)}
              onClick={() => void model.leaveOut(left.path, false)}
            >
              {trans.__('Take in again')}
            </button>
          )}
        </li>
      ))}
      {others.length > 0 && (
        <li className="jp-Atrium-FileList-row">
          <button type="button" className="jp-Atrium-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? trans.__('Hide what is left out') : trans.__('Show what is left out')}
          </button>
        </li>
      )}
    </ul>
  );
}

/** Atrium's own notes are never part of a work: nobody would miss them. */
function worthTelling({ leftOut }: Scan): LeftOut[] {
  return leftOut.filter(left => left.reason !== 'copy-record');
}

function leftOutWords(scan: Scan, trans: TranslationBundle): string {
  const leftOut = worthTelling(scan);
  if (leftOut.length === 0) {
    return '';
  }
  const reasons = [...new Set(leftOut.map(left => reasonWords(left.reason, trans)))];
  return trans.__('%1 left out: %2', formatCount(leftOut.length), reasons.join(', '));
}

function outWords(left: LeftOut, trans: TranslationBundle): string {
  const reason = reasonWords(left.reason, trans);
  return left.path.endsWith('/')
    ? trans._n('%2, %3 file', '%2, %3 files', left.files, reason, formatCount(left.files))
    : reason;
}

function reasonWords(reason: LeftOutReason, trans: TranslationBundle): string {
  const words: Readonly<Record<LeftOutReason, string>> = {
    'version-control': trans.__('version control'),
    checkpoints: trans.__('checkpoints'),
    cache: trans.__('cache'),
    hidden: trans.__('hidden'),
    'ignore-file': trans.__('ignore file'),
    chosen: trans.__('your choice'),
    link: trans.__('link'),
    'special-file': trans.__('no ordinary file'),
    unreadable: trans.__('cannot be read'),
    'copy-record': trans.__('Atrium’s own notes')
  };
  return words[reason];
}

function outputWords({ figures, tables, others }: Scan['outputs'], trans: TranslationBundle): string {
  return [
    figures > 0 ? trans._n('%1 figure', '%1 figures', figures) : '',
    tables > 0 ? trans._n('%1 table', '%1 tables', tables) : '',
    others > 0 ? trans._n('%1 other', '%1 others', others) : ''
  ]
    .filter(words => words !== '')
    .join(', ');
}
