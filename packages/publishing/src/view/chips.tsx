// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';

/** A value that can be taken away, and opened if it has more to it. */
export function Chip(props: {
  text: string;
  note?: string | undefined;
  onOpen?: () => void;
  onRemove: () => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { text, note, onOpen, onRemove, trans } = props;
  const shown = (
    <>
      <bdi>{text}</bdi>
      {note && ` ${note}`}
    </>
  );
  return (
    <span className="jp-Atrium-Chip">
      {onOpen ? (
        <button type="button" className="jp-Atrium-Chip-text" onClick={onOpen} title={trans.__('Edit “%1”', text)}>
          {shown}
        </button>
      ) : (
        <span className="jp-Atrium-Chip-text">{shown}</span>
      )}
      <button
        type="button"
        className="jp-Atrium-Chip-remove"
        aria-label={trans.__('Remove “%1”', text)}
        title={trans.__('Remove “%1”', text)}
        onClick={onRemove}
      >
        <closeIcon.react tag="span" width="12px" />
      </button>
    </span>
  );
}

/** The way to one more value: a button that turns into a field. */
export function AddText(props: {
  label: string;
  maxLength: number;
  onAdd: (text: string) => void;
  onRemoveLast: () => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { label, maxLength, onAdd, onRemoveLast, trans } = props;
  const [text, setText] = useState<string | null>(null);
  const add = (): void => {
    if (text && text.trim() !== '') {
      onAdd(text.trim());
    }
  };
  if (text === null) {
    return (
      <button type="button" className="jp-Atrium-button jp-mod-flat jp-mod-small" onClick={() => setText('')}>
        {trans.__('Add…')}
      </button>
    );
  }
  return (
    <input
      className="jp-Atrium-Chip-input"
      aria-label={label}
      autoFocus
      dir="auto"
      maxLength={maxLength}
      value={text}
      onChange={event => setText(event.target.value)}
      onBlur={() => {
        add();
        setText(null);
      }}
      onKeyDown={event => {
        if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === ',') {
          event.preventDefault();
          add();
          setText('');
        } else if (event.key === 'Escape') {
          event.stopPropagation();
          setText(null);
        } else if (event.key === 'Backspace' && text === '') {
          onRemoveLast();
        }
      }}
    />
  );
}
