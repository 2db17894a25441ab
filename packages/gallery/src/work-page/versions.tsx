// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Release } from '@jupyter-atrium/api';
import { formatAge, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { changesWords } from './changes';

export type VersionsProps = {
  releases: readonly Release[];
  /** The release that is shown. */
  label: string | null;
  read: (label: string) => void;
  openCopy: (label: string) => void;
  trans: TranslationBundle;
};

/** The releases of a work, newest first. */
export function Versions(props: VersionsProps): JSX.Element {
  return (
    <ol className="jp-Atrium-Versions" reversed>
      {props.releases.map(release => (
        <Version key={release.label} release={release} {...props} />
      ))}
    </ol>
  );
}

function Version({ release, label, read, openCopy, trans }: VersionsProps & { release: Release }): JSX.Element {
  const isLive = release.state === 'live';
  return (
    <li className="jp-Atrium-Versions-release" aria-current={release.label === label || undefined}>
      <div>
        <strong>{release.label}</strong>
        <span className="jp-Atrium-meta">
          {' · '}
          <time dateTime={release.createdAt} title={formatTime(release.createdAt)}>
            {formatAge(release.createdAt, trans)}
          </time>
          {' · '}
          <bdi>{release.by.name}</bdi>
        </span>
      </div>
      {release.note !== '' && <p dir="auto">{release.note}</p>}
      <div className="jp-Atrium-meta">
        {isLive ? changesWords(release.changes, trans) : trans.__('Withdrawn by its author')}
      </div>
      {isLive && (
        <div className="jp-Atrium-Versions-acts">
          {release.label === label ? (
            <span className="jp-Atrium-meta">{trans.__('Shown here')}</span>
          ) : (
            <button type="button" className="jp-Atrium-link" onClick={() => read(release.label)}>
              {trans.__('Read this one')}
            </button>
          )}
          <button type="button" className="jp-Atrium-link" onClick={() => openCopy(release.label)}>
            {trans.__('Open a copy of %1', release.label)}
          </button>
        </div>
      )}
    </li>
  );
}
