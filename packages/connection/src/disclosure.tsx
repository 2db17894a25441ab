// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { caretDownIcon, caretRightIcon } from '@jupyterlab/ui-components';
import React, { useId, useState } from 'react';

/** A line that opens and closes what is below it. */
export function Disclosure(props: {
  title: React.ReactNode;
  meta?: React.ReactNode;
  icon?: React.ReactNode;
  isOpenAtFirst: boolean;
  onOpen?: () => void;
  children: React.ReactNode;
}): JSX.Element {
  const [isOpen, setOpen] = useState(props.isOpenAtFirst);
  const id = useId();
  const Caret = isOpen ? caretDownIcon : caretRightIcon;
  return (
    <div className={`jp-Atrium-Disclosure${isOpen ? ' jp-mod-open' : ''}`}>
      <button
        type="button"
        className="jp-Atrium-Disclosure-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setOpen(!isOpen);
          if (!isOpen) {
            props.onOpen?.();
          }
        }}
      >
        <Caret.react tag="span" className="jp-Atrium-Disclosure-caret" />
        {props.icon}
        <b>{props.title}</b>
        {props.meta && <span className="jp-Atrium-meta">{props.meta}</span>}
      </button>
      <div id={id} className="jp-Atrium-Disclosure-body" hidden={!isOpen}>
        {isOpen && props.children}
      </div>
    </div>
  );
}
