// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { type Fault, type FieldName, type FieldOrigin, faultsOf } from '../model/card-form';
import type { PublishModel } from '../model/model';
import { type PublishState, baseOf } from '../model/state';
import { AuthorsField } from './authors-field';
import { CoverField } from './cover-field';
import { TextField } from './field';
import type { IPublishHost } from './host';
import { LicenceField } from './licence-field';
import { TagsField } from './tags-field';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** The card as people will see it. */
export function CardSection(props: Shared & { withLabel: boolean }): JSX.Element {
  const { state, model, trans, withLabel } = props;
  const { form } = state;
  const origin = (field: FieldName): string | undefined => originWords(form.from[field], trans);
  const error = (field: FieldName): string | undefined => errorOf(state, field, trans);
  return (
    <>
      <CoverField {...props} />
      <TextField
        name="title"
        label={trans.__('Title')}
        origin={origin('title')}
        error={error('title')}
        value={form.title}
        onChange={title => model.edit({ title })}
      />
      <TextField
        name="summary"
        label={trans.__('Summary')}
        origin={origin('summary')}
        error={error('summary')}
        rows={2}
        value={form.summary}
        onChange={summary => model.edit({ summary })}
      />
      <AuthorsField
        authors={form.authors}
        you={state.me?.person.name ?? null}
        origin={origin('authors')}
        error={error('authors')}
        onChange={authors => model.edit({ authors })}
        trans={trans}
      />
      <div className={withLabel ? 'jp-Atrium-CardSection-pair' : undefined}>
        <LicenceField
          licence={form.licence}
          origin={origin('licence')}
          question={error('licence')}
          onChange={licence => model.edit({ licence })}
          trans={trans}
        />
        {withLabel && <LabelField {...props} />}
      </div>
      <TagsField tags={form.tags} origin={origin('tags')} onChange={tags => model.edit({ tags })} trans={trans} />
    </>
  );
}

/** The label of the release to be. */
export function LabelField({ state, model, trans }: Shared): JSX.Element {
  const base = baseOf(state);
  return (
    <TextField
      name="label"
      label={base ? trans.__('Label') : trans.__('Label of this release')}
      origin={base ? trans.__('%1 before', base.release.label) : undefined}
      error={errorOf(state, 'label', trans)}
      value={state.form.label}
      onChange={label => model.edit({ label: label.trim() })}
    />
  );
}

/** What is wrong with a field, in words; undefined if nothing is. */
export function errorOf(state: PublishState, field: FieldName, trans: TranslationBundle): string | undefined {
  const refused = state.refused[field];
  // Before anything is known, empty fields are not mistakes.
  const faults = state.scan ? faultsOf(state.form, baseOf(state)) : [];
  const fault = faults.find(each => each.field === field);
  return refused ?? (fault && faultWords(fault, trans));
}

function faultWords({ field, kind }: Fault, trans: TranslationBundle): string {
  switch (kind) {
    case 'missing':
      return missingWords(field, trans);
    case 'too-long':
      return trans.__('This is too long.');
    case 'malformed':
      return trans.__('Letters, digits, dots and hyphens only, at most 64.');
    case 'taken':
      return trans.__('This is the label of the release before. Choose another.');
  }
}

function missingWords(field: FieldName, trans: TranslationBundle): string {
  switch (field) {
    case 'title':
      return trans.__('Give it a title.');
    case 'authors':
      return trans.__('Name at least one author.');
    case 'licence':
      return trans.__('What may others do with it?');
    case 'label':
      return trans.__('Give this release a label, such as 1.0.0.');
    case 'summary':
    case 'tags':
    case 'note':
      return trans.__('This is missing.');
  }
}

function originWords(origin: FieldOrigin | undefined, trans: TranslationBundle): string | undefined {
  switch (origin) {
    case 'heading':
      return trans.__('from the first heading');
    case 'paragraph':
      return trans.__('from the first paragraph');
    case 'name':
      return trans.__('from the name');
    case 'metadata':
      return trans.__('from the notebook’s metadata');
    case 'imports':
      return trans.__('from imports');
    case 'imports-and-headings':
      return trans.__('from imports and headings');
    case 'last-used':
      return trans.__('last used');
    case 'before':
      return trans.__('as before');
    case undefined:
      return undefined;
  }
}
