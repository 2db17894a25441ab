// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useState } from 'react';
import { Chip } from './chips';
import { Field, useFieldIds } from './field';

const ORCID = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/;

/** Who is credited, in order. */
export function AuthorsField(props: {
  authors: readonly Author[];
  you: string | null;
  origin: string | undefined;
  error: string | undefined;
  onChange: (authors: readonly Author[]) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { authors, you, origin, error, onChange, trans } = props;
  const ids = useFieldIds();
  // The place of the author who is edited; the number of authors for a new one.
  const [open, setOpen] = useState<number | null>(null);
  const save = (author: Author): void => {
    const next = [...authors];
    next[open ?? authors.length] = author;
    onChange(next);
    setOpen(null);
  };
  return (
    <Field name="authors" label={trans.__('Authors')} origin={origin} error={error} ids={ids} isGroup>
      <div
        className={`jp-Atrium-Chips${error ? ' jp-mod-invalid' : ''}`}
        role="group"
        aria-labelledby={ids.label}
        aria-describedby={error ? ids.error : undefined}
      >
        {authors.map((author, index) => (
          <Chip
            key={`${index} ${author.name}`}
            text={author.name}
            note={author.name === you ? trans.__('(you)') : author.orcid ? 'ORCID' : undefined}
            onOpen={() => setOpen(index)}
            onRemove={() => onChange(authors.filter((_, other) => other !== index))}
            trans={trans}
          />
        ))}
        {open === null && (
          <button
            type="button"
            className="jp-Atrium-button jp-mod-flat jp-mod-small"
            onClick={() => setOpen(authors.length)}
          >
            {trans.__('Add…')}
          </button>
        )}
      </div>
      {open !== null && (
        <AuthorEditor
          key={open}
          author={authors[open] ?? null}
          onSave={save}
          onCancel={() => setOpen(null)}
          trans={trans}
        />
      )}
    </Field>
  );
}

function AuthorEditor(props: {
  author: Author | null;
  onSave: (author: Author) => void;
  onCancel: () => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { author, onSave, onCancel, trans } = props;
  const [name, setName] = useState(author?.name ?? '');
  const [orcid, setOrcid] = useState(author?.orcid ?? '');
  const bare = orcid.trim().replace(/^https?:\/\/orcid\.org\//, '');
  const isWrong = bare !== '' && !ORCID.test(bare);
  const save = (): void => {
    if (name.trim() !== '' && !isWrong) {
      onSave({ name: name.trim(), ...(bare === '' ? {} : { orcid: bare }) });
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <div className="jp-Atrium-AuthorEditor" role="group" aria-label={trans.__('Author')} onKeyDown={onKeyDown}>
      <input
        className="jp-Atrium-field"
        aria-label={trans.__('Name')}
        placeholder={trans.__('Name')}
        autoFocus
        dir="auto"
        maxLength={200}
        value={name}
        onChange={event => setName(event.target.value)}
      />
      <input
        className="jp-Atrium-field"
        aria-label={trans.__('ORCID iD, if any')}
        placeholder={trans.__('ORCID iD, if any')}
        aria-invalid={isWrong}
        dir="ltr"
        value={orcid}
        onChange={event => setOrcid(event.target.value)}
      />
      <button type="button" className="jp-Atrium-button" onClick={save}>
        {author ? trans.__('Change') : trans.__('Add')}
      </button>
      <button type="button" className="jp-Atrium-button jp-mod-flat" onClick={onCancel}>
        {trans.__('Cancel')}
      </button>
      {isWrong && <p className="jp-Atrium-Field-error">{trans.__('An ORCID iD looks like 0000-0002-1825-0097.')}</p>}
    </div>
  );
}
