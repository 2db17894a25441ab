// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Release } from '@jupyter-atrium/api';
import { formatAge, formatDay, formatTime } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { withdrawalWords } from '../withdrawal-words';
import { changesWords } from './changes';
import type { VersionComparison } from './version-comparison';

// Most readers never compare.
const VersionDiff = React.lazy(async () => ({ default: (await import('./version-diff')).VersionDiff }));

export type VersionsProps = {
  releases: readonly Release[];
  /** The release that is shown. */
  label: string | null;
  read: (label: string) => void;
  openCopy: (label: string) => void;
  /** Two releases side by side in place of the list; null: the list. */
  comparison: VersionComparison | null;
  /** Null: shows the list again. */
  compare: (labels: readonly [before: string, after: string] | null) => void;
  /** Withdraws a release, or brings it back; null where the reader may not. */
  author: { withdraw: (label: string) => void; restore: (label: string) => void } | null;
  trans: TranslationBundle;
};

/** The releases of a work, newest first, or what differs between two of them. */
export function Versions(props: VersionsProps): JSX.Element {
  const { releases, comparison, compare, trans } = props;
  const readable = releases.filter(({ state }) => state !== 'erased').map(({ label }) => label);
  if (comparison) {
    return (
      <React.Suspense fallback={<p className="jp-Atrium-meta">{trans.__('Comparing…')}</p>}>
        <VersionDiff comparison={comparison} labels={readable} close={() => compare(null)} trans={trans} />
      </React.Suspense>
    );
  }
  return (
    <ol className="jp-Atrium-Versions" reversed>
      {releases.map(release => (
        <Version
          key={release.label}
          release={release}
          before={readable[readable.indexOf(release.label) + 1] ?? null}
          {...props}
        />
      ))}
    </ol>
  );
}

/** `before`: the label of the release before it; null for the first. */
type VersionProps = VersionsProps & { release: Release; before: string | null };

function Version(props: VersionProps): JSX.Element {
  const { release, label, trans } = props;
  const { withdrawal } = release;
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
      <div className="jp-Atrium-meta" dir="auto">
        {withdrawal ? goneWords(release, trans) : changesWords(release.changes, trans)}
      </div>
      {release.state !== 'erased' && <Acts {...props} />}
    </li>
  );
}

function Acts(props: VersionProps): JSX.Element {
  const { release, before, label, read, openCopy, compare, author, trans } = props;
  const isLive = release.state === 'live';
  return (
    <div className="jp-Atrium-Versions-acts">
      {release.label === label ? (
        <span className="jp-Atrium-meta">{trans.__('Shown here')}</span>
      ) : (
        <Act act={() => read(release.label)}>{trans.__('Read this one')}</Act>
      )}
      {before !== null && <Act act={() => compare([before, release.label])}>{trans.__('Show what changed')}</Act>}
      {isLive && <Act act={() => openCopy(release.label)}>{trans.__('Open a copy of %1', release.label)}</Act>}
      {author && isLive && (
        <Act act={() => author.withdraw(release.label)}>{trans.__('Withdraw %1…', release.label)}</Act>
      )}
      {author && !isLive && (
        <Act act={() => author.restore(release.label)}>{trans.__('Bring %1 back', release.label)}</Act>
      )}
    </div>
  );
}

function Act({ act, children }: { act: () => void; children: string }): JSX.Element {
  return (
    <button type="button" className="jp-Atrium-link" onClick={act}>
      {children}
    </button>
  );
}

/** Only its owner reads this: others do not see a withdrawn release. */
function goneWords({ state, withdrawal }: Release, trans: TranslationBundle): string {
  const day = formatDay(withdrawal?.withdrawnAt ?? '');
  const why = withdrawal ? withdrawalWords(withdrawal, trans) : '';
  if (state === 'erased') {
    return why === '' ? trans.__('Erased on %1', day) : trans.__('Erased on %1: %2', day, why);
  }
  return why === ''
    ? trans.__('Withdrawn on %1; only you still see it', day)
    : trans.__('Withdrawn on %1: %2; only you still see it', day, why);
}
