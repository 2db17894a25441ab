// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useId, useState } from 'react';
import { Chip } from './chips';

/** How long typing pauses before the hub is asked. */
const PAUSE_MS = 200;

type Find = (text: string) => Promise<Reader[]>;

/** People and groups named as readers; names are completed while typing. */
export function ReadersField(props: {
  readers: readonly Reader[];
  find: Find;
  onChange: (readers: readonly Reader[]) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { readers, find, onChange, trans } = props;
  return (
    <div className="jp-Atrium-ReadersField">
      <div className="jp-Atrium-Chips" role="group" aria-label={trans.__('People and groups')}>
        {readers.map(reader => (
          <Chip
            key={`${reader.kind} ${reader.name}`}
            text={reader.name}
            note={reader.kind === 'group' ? trans.__('(group)') : undefined}
            onRemove={() => onChange(readers.filter(other => other !== reader))}
            trans={trans}
          />
        ))}
        <ReaderSearch
          find={find}
          taken={readers}
          onAdd={reader => onChange([...readers, reader])}
          onRemoveLast={() => onChange(readers.slice(0, -1))}
          trans={trans}
        />
      </div>
    </div>
  );
}

function ReaderSearch(props: {
  find: Find;
  taken: readonly Reader[];
  onAdd: (reader: Reader) => void;
  onRemoveLast: () => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { find, taken, onAdd, onRemoveLast, trans } = props;
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const found = useReaders(text, find, taken);
  const choose = (reader: Reader | undefined): void => {
    if (reader) {
      onAdd(reader);
      setText('');
      setAt(0);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      choose(found[at]);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(next(at, found.length, event.key === 'ArrowDown'));
    } else if (event.key === 'Escape' && text !== '') {
      event.stopPropagation();
      setText('');
    } else if (event.key === 'Backspace' && text === '') {
      onRemoveLast();
    }
  };
  return (
    <span className="jp-Atrium-ReadersField-search">
      <input
        className="jp-Atrium-Chip-input"
        role="combobox"
        aria-label={trans.__('Add people or groups')}
        aria-autocomplete="list"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={trans.__('Add people or groups')}
        value={text}
        onChange={event => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={id} role="listbox" aria-label={trans.__('People and groups')} hidden={found.length === 0}>
        {found.map((reader, index) => (
          <li
            key={`${reader.kind} ${reader.name}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onMouseDown={event => {
              event.preventDefault();
              choose(reader);
            }}
          >
            <bdi>{reader.name}</bdi>
            {reader.kind === 'group' && <span className="jp-Atrium-meta">{trans.__('group')}</span>}
          </li>
        ))}
      </ul>
      {text.trim() !== '' && found.length === 0 && (
        <span className="jp-Atrium-spoken" role="status">
          {trans.__('Nobody found.')}
        </span>
      )}
    </span>
  );
}

function next(at: number, count: number, isDown: boolean): number {
  return count === 0 ? 0 : (at + (isDown ? 1 : count - 1)) % count;
}

/** Asks the hub when typing pauses; answers that come late are dropped. */
function useReaders(text: string, find: Find, taken: readonly Reader[]): Reader[] {
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
    // `find` is made anew at each drawing and always asks the same hub.
  }, [text]);
  return found.filter(({ kind, name }) => !taken.some(other => other.kind === kind && other.name === name));
}
