// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { imageIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';

/** A picture that is read when it is shown; until then, and if it cannot be, its place is kept. */
export function Picture(props: { load: (() => Promise<string>) | null; alt: string; of: string }): JSX.Element {
  const { load, alt, of } = props;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setAddress(null);
    load?.().then(
      found => isCurrent && setAddress(found),
      () => undefined
    );
    return () => {
      isCurrent = false;
    };
    // `load` is made anew at each drawing; what it loads is named by `of`.
  }, [of]);
  return (
    <span className="jp-Atrium-Picture">
      {address ? <img src={address} alt={alt} /> : <imageIcon.react tag="span" className="jp-Atrium-Picture-none" />}
    </span>
  );
}
