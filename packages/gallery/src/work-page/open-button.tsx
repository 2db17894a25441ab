// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { Opening } from '../openings';

export type OpenButtonProps = {
  opening: Opening | null;
  /** Where the person's copy is; null without one. */
  copyFolder: string | null;
  /** The newer release that waits for it; null without one. */
  update: {
    readonly label: string;
    /** Whether it is applied at once where nothing conflicts. */
    readonly isAtOnce: boolean;
    readonly review: () => void;
  } | null;
  /** Why no copy can be opened here; null if one can. */
  obstacle: string | null;
  openCopy: () => void;
  openAnother: () => void;
  goToCopy: () => void;
  cancel: () => void;
  trans: TranslationBundle;
};

/** The page's one primary act: opens a copy, shows how that goes, leads to the copy that is there. */
export function OpenButton(props: OpenButtonProps): JSX.Element {
  const { opening, copyFolder, obstacle, trans } = props;
  if (opening && !opening.error) {
    return <Progress {...props} opening={opening} />;
  }
  if (copyFolder !== null) {
    return <ExistingCopy folder={copyFolder} {...props} />;
  }
  return (
    <div className="jp-Atrium-OpenButton">
      <button
        type="button"
        className="jp-Atrium-button jp-mod-primary"
        aria-disabled={obstacle !== null}
        aria-describedby={obstacle === null ? undefined : 'jp-atrium-open-obstacle'}
        onClick={() => obstacle === null && props.openCopy()}
      >
        {trans.__('Open a copy')}
      </button>
      {obstacle !== null && (
        <p id="jp-atrium-open-obstacle" className="jp-Atrium-meta">
          {obstacle}
        </p>
      )}
      {opening?.error && <p role="alert">{opening.error.message}</p>}
    </div>
  );
}

function Progress({ opening, cancel, trans }: OpenButtonProps & { opening: Opening }): JSX.Element {
  const [done, total] = opening.files;
  const share = total === 0 ? 0 : done / total;
  const words = trans.__('Opening… %1 of %2 files', formatCount(done), formatCount(total));
  return (
    <div className="jp-Atrium-OpenButton jp-mod-opening">
      <div
        className="jp-Atrium-OpenButton-progress"
        role="progressbar"
        aria-label={trans.__('Opening a copy')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * share)}
        aria-valuetext={words}
        style={{ '--jp-atrium-share': `${Math.round(100 * share)}%` } as React.CSSProperties}
      >
        {total === 0 ? trans.__('Opening…') : words}
      </div>
      <button
        type="button"
        className="jp-Atrium-iconButton"
        aria-label={trans.__('Cancel')}
        title={trans.__('Cancel')}
        onClick={cancel}
      >
        <closeIcon.react tag="span" />
      </button>
      <span className="jp-Atrium-spoken" role="status">
        {share > 0 ? trans.__('%1 %', Math.floor(4 * share) * 25) : ''}
      </span>
    </div>
  );
}

function ExistingCopy({
  folder,
  update,
  opening,
  goToCopy,
  openAnother,
  trans
}: OpenButtonProps & { folder: string }): JSX.Element {
  return (
    <div className="jp-Atrium-OpenButton">
      {update && (
        <button type="button" className="jp-Atrium-button jp-mod-primary" onClick={update.review}>
          {update.isAtOnce ? trans.__('Update to %1', update.label) : trans.__('Review update %1', update.label)}
        </button>
      )}
      <button type="button" className={`jp-Atrium-button${update ? '' : ' jp-mod-primary'}`} onClick={goToCopy}>
        {trans.__('Go to your copy')}
      </button>
      <div className="jp-Atrium-OpenButton-copy">
        <bdi className="jp-Atrium-ellipsis" title={folder}>
          {folder === '' ? '/' : folder}
        </bdi>
        <button type="button" className="jp-Atrium-link" onClick={openAnother}>
          {trans.__('Open another copy')}
        </button>
      </div>
      {opening?.error && <p role="alert">{opening.error.message}</p>}
    </div>
  );
}
