// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { workIcon } from '@jupyter-atrium/connection';
import * as React from 'react';
import type { Covers } from '../covers';
import { useIsNear } from '../use-is-near';

export type CoverProps = {
  /** The work's id. */
  work: string;
  /** The image's digest; null without one. */
  cover: string | null;
  covers: Covers;
};

/** The cover of a work, asked for when it comes near the view; the icon of a work without one. */
export function Cover({ work, cover, covers }: CoverProps): JSX.Element {
  const place = React.useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  const url = useCover(work, isNear ? cover : null, covers);
  return (
    <div ref={place} className="jp-Atrium-Cover" aria-hidden="true">
      {url === null ? <workIcon.react tag="span" /> : <img src={url} alt="" draggable={false} />}
    </div>
  );
}

function useCover(work: string, cover: string | null, covers: Covers): string | null {
  const [url, setUrl] = React.useState<string | null>(null);
  React.useEffect(() => {
    if (cover === null) {
      return;
    }
    let isShown = true;
    covers.acquire(work, cover).then(
      address => isShown && setUrl(address),
      () => isShown && setUrl(null)
    );
    return () => {
      isShown = false;
      covers.release(cover);
    };
  }, [work, cover, covers]);
  return cover === null ? null : url;
}
