// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { closeIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useId, useRef, useState } from 'react';

/** How long typing pauses before the hub is asked. */
const PAUSE_MS = 200;

/** People and groups of this hub; names are completed while typing, and anything typed can be taken as a name. */
export function ReadersField(props: {
  readers: readonly Reader[];
  find: (text: string) => Promise<Reader[]>;
  onChange: (readers: readonly Reader[]) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { readers, find, onChange, trans } = props;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const found = useFound(text, find, readers);
  const add = (reader: Reader | undefined): void => {
    if (reader) {
      onChange([...readers, reader]);
      setText('');
    }
  };
  const typed = (): Reader | undefined =>
    text.trim() === '' ? undefined : (found.find(same(text)) ?? { kind: 'person', name: text.trim() });
  useEnter(field, () => {
    const reader = typed();
    add(reader);
    return reader !== undefined;
  });
  return (
    <div className="jp-Atrium-InviteField" role="group" aria-label={trans.__('People and groups')}>
      {readers.map(reader => (
        <span key={`${reader.kind} ${reader.name}`} className="jp-Atrium-chip">
          <bdi>{reader.kind === 'group' ? trans.__('group: %1', reader.name) : reader.name}</bdi>
          <button
            type="button"
            className="jp-Atrium-InviteField-remove"
            aria-label={trans.__('Remove %1', reader.name)}
            onClick={() => onChange(readers.filter(other => other !== reader))}
          >
            <closeIcon.react tag="span" width="12px" />
          </button>
        </span>
      ))}
      <input
        ref={field}
        list={id}
        autoFocus
        aria-label={trans.__('Name or group')}
        placeholder={trans.__('Name or group')}
        value={text}
        onChange={event => {
          const { value } = event.target;
          const chosen = found.find(reader => reader.name === value && isChoice(event.nativeEvent));
          setText(value);
          add(chosen);
        }}
        onBlur={() => add(typed())}
        onKeyDown={event => {
          if (event.key === 'Backspace' && text === '') {
            onChange(readers.slice(0, -1));
          }
        }}
      />
      <datalist id={id}>
        {found.map(({ kind, name }) => (
          <option key={`${kind} ${name}`} value={name} label={kind === 'group' ? trans.__('%1 (group)', name) : name} />
        ))}
      </datalist>
    </div>
  );
}

function same(text: string): (reader: Reader) => boolean {
  return ({ name }) => name.toLowerCase() === text.trim().toLowerCase();
}

/** Takes Enter before the dialog does, which would end; not if `act` has no use for it. */
function useEnter(field: React.RefObject<HTMLInputElement>, act: () => boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter' && event.target === field.current && act()) {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  });
}

/** Browsers tell choosing from a list by the kind of input. */
function isChoice(event: Event): boolean {
  return !(event instanceof InputEvent) || event.inputType === 'insertReplacementText';
}

/** Asks the hub when typing pauses; answers that come late are dropped. */
function useFound(text: string, find: (text: string) => Promise<Reader[]>, taken: readonly Reader[]): Reader[] {
  const [found, setFound] = useState<Reader[]>([]);
  useEffect(() => {
    let isCurrent = true;
    if (text.trim() === '') {
      setFound([]);
      return;
    }
    const timer = window.setTimeout(() => {
      void find(text.trim()).then(readers => isCurrent && setFound(readers));
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
    // `find` always asks the same hub.
  }, [text]);
  return found.filter(({ kind, name }) => !taken.some(other => other.kind === kind && other.name === name));
}
