// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry } from '@jupyter-atrium/api';
import { formatBytes, formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  caretRightIcon,
  downloadIcon,
  fileIcon,
  folderIcon,
  notebookIcon
} from '@jupyterlab/ui-components';
import * as React from 'react';
import { isNotebook } from './documents';
import { FileView } from './file-view';
import type { ShownFile } from './model';
import type { Folder } from './tree';
import { fileName, treeOf } from './tree';

/** Files of one folder listed at once. */
const STEP = 500;
/** Folders of a work with fewer files stand open. */
const OPEN_BELOW = 40;

export type FilesTabProps = {
  entries: readonly FileEntry[];
  viewing: ShownFile | null;
  view: (path: string | null) => void;
  download: (path: string) => void;
  trans: TranslationBundle;
};

/** The files of a release as a tree; one of them, read-only, in its place. */
export function FilesTab(props: FilesTabProps): JSX.Element {
  const { entries, viewing, view, download, trans } = props;
  const tree = React.useMemo(() => treeOf(entries), [entries]);
  const entry = entries.find(each => each.path === viewing?.path);
  if (viewing && entry) {
    return (
      <div className="jp-Atrium-FilesTab">
        <div className="jp-Atrium-FilesTab-head">
          <button type="button" className="jp-Atrium-link" onClick={() => view(null)}>
            {trans.__('All files')}
          </button>
          <bdi className="jp-Atrium-FilesTab-path">{entry.path}</bdi>
          <span className="jp-Atrium-meta">{formatBytes(entry.size)}</span>
          <button type="button" className="jp-Atrium-button jp-mod-small" onClick={() => download(entry.path)}>
            <downloadIcon.react tag="span" />
            {trans.__('Download')}
          </button>
        </div>
        <FileView file={viewing} entry={entry} />
      </div>
    );
  }
  return (
    <div className="jp-Atrium-FilesTab">
      <FolderItems folder={tree} isOpenFirst={entries.length < OPEN_BELOW} {...props} />
    </div>
  );
}

type FolderProps = FilesTabProps & { folder: Folder; isOpenFirst: boolean };

function FolderItems({ folder, ...props }: FolderProps): JSX.Element {
  const { view, download, trans } = props;
  const [shown, setShown] = React.useState(STEP);
  const more = folder.files.length - shown;
  return (
    <ul className="jp-Atrium-FilesTab-list">
      {folder.folders.map(child => (
        <FolderRow key={child.path} folder={child} {...props} />
      ))}
      {folder.files.slice(0, shown).map(file => {
        const Icon = isNotebook(file.path) ? notebookIcon.react : fileIcon.react;
        const name = fileName(file.path);
        return (
          <li key={file.path} className="jp-Atrium-FilesTab-row">
            <button type="button" className="jp-Atrium-FilesTab-name" onClick={() => view(file.path)}>
              <Icon tag="span" />
              <bdi className="jp-Atrium-ellipsis">{name}</bdi>
            </button>
            <span className="jp-Atrium-meta">{formatBytes(file.size)}</span>
            <button
              type="button"
              className="jp-Atrium-iconButton"
              aria-label={trans.__('Download %1', name)}
              title={trans.__('Download %1', name)}
              onClick={() => download(file.path)}
            >
              <downloadIcon.react tag="span" />
            </button>
          </li>
        );
      })}
      {more > 0 && (
        <li>
          <button type="button" className="jp-Atrium-link" onClick={() => setShown(shown + STEP)}>
            {trans._n('%2 more', '%2 more', more, formatCount(more))}
          </button>
        </li>
      )}
    </ul>
  );
}

function FolderRow({ folder, ...props }: FolderProps): JSX.Element {
  const [isOpen, setOpen] = React.useState(props.isOpenFirst);
  const Caret = isOpen ? caretDownIcon.react : caretRightIcon.react;
  return (
    <li>
      <div className="jp-Atrium-FilesTab-row">
        <button
          type="button"
          className="jp-Atrium-FilesTab-name"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Caret tag="span" />
          <folderIcon.react tag="span" />
          <bdi className="jp-Atrium-ellipsis">{folder.name}</bdi>
        </button>
        <span className="jp-Atrium-meta">{formatBytes(folder.bytes)}</span>
      </div>
      {isOpen && <FolderItems folder={folder} {...props} />}
    </li>
  );
}
