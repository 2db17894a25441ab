// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import React from 'react';

/** A round with a person's initials in their colour. */
export function Face({ name, initials, color }: { name: string; initials: string; color: string }): JSX.Element {
  return (
    <span
      className="jp-Atrium-Face"
      title={name}
      style={{ '--jp-atrium-peer': color } as React.CSSProperties}
      aria-hidden
    >
      {initials}
    </span>
  );
}
