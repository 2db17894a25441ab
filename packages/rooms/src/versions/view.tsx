// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomVersion } from '@jupyter-atrium/api';
import { formatHour, formatList, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { historyIcon } from '@jupyterlab/ui-components';
import React from 'react';

export type VersionActions = {
  name: () => void;
  rename: (version: RoomVersion) => void;
  compare: (version: RoomVersion) => void;
  restore: (version: RoomVersion) => void;
  copy: (version: RoomVersion) => void;
};

export type VersionsProps = {
  /** Newest first. */
  versions: readonly RoomVersion[];
  canRestore: boolean;
  actions: VersionActions;
  trans: TranslationBundle;
};

/** The time line of a room. */
export function VersionsView({ versions, canRestore, actions, trans }: VersionsProps): JSX.Element {
  return (
    <div className="jp-Atrium-Versions">
      {canRestore && (
        <div className="jp-Atrium-Versions-actions">
          <button className="jp-Atrium-button jp-mod-small" onClick={actions.name}>
            {trans.__('Name this version…')}
          </button>
        </div>
      )}
      <ol>
        {versions.map(version => (
          <li key={version.id} className="jp-Atrium-Version">
            <historyIcon.react tag="span" width="14px" />
            <div className="jp-Atrium-Version-text">
              <span className={version.name === null ? '' : 'jp-mod-named'} title={formatTime(version.at)}>
                <bdi dir="auto">{titleOf(version, trans)}</bdi>
              </span>
              <span className="jp-Atrium-meta">{metaOf(version, trans)}</span>
              <span className="jp-Atrium-Version-actions">
                <button className="jp-Atrium-link" onClick={() => actions.compare(version)}>
                  {trans.__('Compare')}
                </button>
                {canRestore && (
                  <>
                    <button className="jp-Atrium-link" onClick={() => actions.restore(version)}>
                      {trans.__('Restore…')}
                    </button>
                    <button className="jp-Atrium-link" onClick={() => actions.rename(version)}>
                      {trans.__('Name…')}
                    </button>
                  </>
                )}
                <button className="jp-Atrium-link" onClick={() => actions.copy(version)}>
                  {trans.__('Copy to my files')}
                </button>
              </span>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What a version is called: its name, else why it was made, else when. */
export function titleOf(version: RoomVersion, trans: TranslationBundle): string {
  if (version.name !== null) {
    return version.name;
  }
  switch (version.cause) {
    case 'start':
      return trans.__('As started');
    case 'restore':
      return trans.__('Before a restore');
    default:
      return formatHour(new Date(version.at));
  }
}

function metaOf({ name, cause, at, authors, cells }: RoomVersion, trans: TranslationBundle): string {
  const isTimed = name === null && cause !== 'start' && cause !== 'restore';
  const who = authors.length > 0 ? formatList(authors.map(author => author.name)) : '';
  const size = trans._n('%1 cell', '%1 cells', cells);
  return [isTimed ? '' : formatHour(new Date(at)), who, size].filter(part => part !== '').join(' · ');
}
