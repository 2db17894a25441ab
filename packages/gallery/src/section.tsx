// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import * as React from 'react';

export type SectionProps = {
  title: string;
  /** At the end of the head: a count, or a link to all. */
  end?: React.ReactNode;
  isOpenFirst?: boolean;
  children: React.ReactNode;
};

/** A part of a panel that folds. */
export function Section({ title, end, isOpenFirst = true, children }: SectionProps): JSX.Element {
  const [isOpen, setOpen] = React.useState(isOpenFirst);
  const Caret = isOpen ? caretDownIcon.react : caretRightIcon.react;
  return (
    <section className="jp-Atrium-Section">
      <div className="jp-Atrium-Section-head">
        <h3>
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <Caret tag="span" />
            {title}
          </button>
        </h3>
        <span className="jp-Atrium-Section-end">{end}</span>
      </div>
      {isOpen && children}
    </section>
  );
}
