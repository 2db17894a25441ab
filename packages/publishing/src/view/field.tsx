// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import React from 'react';

/** What a field is called, where its value came from, and what is wrong with it. */
export type FieldFrame = {
  label: string;
  /** Said at the end of the label's line. */
  origin?: string | undefined;
  error?: string | undefined;
  /** What is asked of the person; no mistake. */
  question?: string | undefined;
  /** Names the field for the footer, which moves focus here. */
  name: string;
};

/** Ids for the parts of a field. */
export type FieldIds = { label: string; control: string; error: string };

export function useFieldIds(): FieldIds {
  const id = React.useId();
  return { label: `${id}-label`, control: `${id}-control`, error: `${id}-error` };
}

/** A labelled field; errors stand under it. */
export function Field(
  props: FieldFrame & { ids: FieldIds; isGroup?: boolean; children: React.ReactNode }
): JSX.Element {
  const { label, origin, error, question, ids, isGroup } = props;
  return (
    <div className="jp-Atrium-Field" data-field={props.name}>
      <div className="jp-Atrium-Field-head">
        {isGroup ? (
          <span id={ids.label}>{label}</span>
        ) : (
          <label id={ids.label} htmlFor={ids.control}>
            {label}
          </label>
        )}
        {origin && <span className="jp-Atrium-Field-origin">{origin}</span>}
      </div>
      {props.children}
      {(error ?? question) && (
        <p className={`jp-Atrium-Field-error${error ? '' : ' jp-mod-question'}`} id={ids.error}>
          {error ?? question}
        </p>
      )}
    </div>
  );
}

/** A field of one line or a few. */
export function TextField(
  props: FieldFrame & { value: string; rows?: number; onChange: (value: string) => void }
): JSX.Element {
  const { value, rows, onChange, ...frame } = props;
  const ids = useFieldIds();
  const shared = {
    id: ids.control,
    className: 'jp-Atrium-field',
    dir: 'auto',
    value,
    'aria-invalid': frame.error !== undefined,
    'aria-describedby': frame.error ? ids.error : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value)
  };
  return (
    <Field {...frame} ids={ids}>
      {rows ? <textarea {...shared} rows={rows} /> : <input {...shared} type="text" spellCheck={false} />}
    </Field>
  );
}
