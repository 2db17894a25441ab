// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { AddText, Chip } from './chips';
import { Field, useFieldIds } from './field';

/** The tags of a card. */
export function TagsField(props: {
  tags: readonly string[];
  origin: string | undefined;
  onChange: (tags: readonly string[]) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { tags, origin, onChange, trans } = props;
  const ids = useFieldIds();
  return (
    <Field name="tags" label={trans.__('Tags')} origin={origin} ids={ids} isGroup>
      <div className="jp-Atrium-Chips" role="group" aria-labelledby={ids.label}>
        {tags.map(tag => (
          <Chip key={tag} text={tag} onRemove={() => onChange(tags.filter(other => other !== tag))} trans={trans} />
        ))}
        {tags.length < LIMITS.tags && (
          <AddText
            label={trans.__('New tag')}
            maxLength={LIMITS.tagCharacters}
            onAdd={tag => onChange(tags.includes(tag) ? tags : [...tags, tag])}
            onRemoveLast={() => onChange(tags.slice(0, -1))}
            trans={trans}
          />
        )}
      </div>
    </Field>
  );
}
