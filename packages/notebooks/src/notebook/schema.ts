// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  type Rule,
  anything,
  boolean,
  both,
  lines,
  listOf,
  object,
  objectBy,
  oneOf,
  orNull,
  text,
  textLike,
  wholeNumber
} from '../json/shape.ts';

/** What the schema of one minor version demands. */
export type Schema = {
  /** Everything but the cells. */
  readonly root: Rule;
  /** By `cell_type`. */
  readonly cells: Readonly<Record<string, Rule>>;
  /** By `output_type`. */
  readonly outputs: Readonly<Record<string, Rule>>;
};

const count = orNull(wholeNumber(0));
const data = objectBy(mime => (/^application\/(.*\+)?json$/.test(mime) ? anything : lines));
const attachments = objectBy(() => data);

/** Tags differ from each other and hold no comma. */
const tags = both(listOf(textLike(/^[^,]+$/, 'holds a tag that is empty or has a comma')), (value, path, report) => {
  if (Array.isArray(value) && new Set(value).size < value.length) {
    report(path, 'holds a tag twice');
  }
});

const named = { name: textLike(/^.+$/, 'is empty or of several lines'), tags };

const OUTPUTS: Schema['outputs'] = {
  execute_result: object({
    required: ['data', 'metadata', 'execution_count'],
    properties: { output_type: text, data, metadata: object({}), execution_count: count },
    others: 'forbidden'
  }),
  display_data: object({
    required: ['data', 'metadata'],
    properties: { output_type: text, data, metadata: object({}) },
    others: 'forbidden'
  }),
  stream: object({
    required: ['name', 'text'],
    properties: { output_type: text, name: text, text: lines },
    others: 'forbidden'
  }),
  error: object({
    required: ['ename', 'evalue', 'traceback'],
    properties: { output_type: text, ename: text, evalue: text, traceback: listOf(text) },
    others: 'forbidden'
  })
};

/**
 * Gives the schema of format 4, minor version 0 to 5.
 *
 * @see nbformat/v4/nbformat.v4.*.schema.json
 */
export function schemaOf(minor: number): Schema {
  const cell = (fields: Readonly<Record<string, Rule>>, metadata: Readonly<Record<string, Rule>>): Rule =>
    object({
      required: ['metadata', 'source', ...Object.keys(fields).filter(key => key !== 'attachments')],
      properties: {
        ...fields,
        cell_type: text,
        source: lines,
        metadata: object({ properties: { ...named, ...(minor >= 3 && { jupyter: object({}) }), ...metadata } }),
        // Ids are checked one by one, so that missing ones can be told from broken cells.
        ...(minor >= 5 && { id: textLike(/^[a-zA-Z0-9_-]{1,64}$/, 'is no valid id') })
      },
      others: 'forbidden'
    });
  return {
    root: rootRule(minor),
    outputs: OUTPUTS,
    cells: {
      raw: cell({ attachments }, { format: text }),
      markdown: cell({ attachments }, {}),
      code: cell(
        { outputs: listOf(anything), execution_count: count },
        {
          collapsed: boolean,
          scrolled: oneOf([true, false, 'auto']),
          ...(minor >= 4 && { execution: objectBy(() => text) })
        }
      )
    }
  };
}

function rootRule(minor: number): Rule {
  return object({
    required: ['metadata', 'nbformat_minor', 'nbformat'],
    properties: {
      nbformat: wholeNumber(4),
      nbformat_minor: wholeNumber(0),
      cells: anything,
      metadata: object({
        properties: {
          kernelspec: object({ required: ['name', 'display_name'], properties: { name: text, display_name: text } }),
          language_info: object({
            required: ['name'],
            properties: {
              name: text,
              codemirror_mode: textOrObject,
              file_extension: text,
              mimetype: text,
              pygments_lexer: text
            }
          }),
          orig_nbformat: wholeNumber(1),
          ...(minor >= 2 && { title: text, authors: listOf(anything) })
        }
      })
    },
    others: 'forbidden'
  });
}

const textOrObject: Rule = (value, path, report) =>
  typeof value === 'string' ? undefined : object({})(value, path, report);
