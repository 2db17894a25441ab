// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Output } from '@jupyter-atrium/notebooks';
import type { ShownOutput } from './comparison';

/** Pictures that an image element shows without running anything. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Longer texts are cut: a comparison is no log viewer. */
const MAX_TEXT = 4000;

/** Terminal colours and cursor moves. */
// eslint-disable-next-line no-control-regex -- escape sequences begin with a control character
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;

/** Makes outputs showable: pictures and texts only; texts that follow each other are one. */
export function showOutputs(outputs: readonly Output[]): ShownOutput[] {
  const shown: ShownOutput[] = [];
  for (const next of outputs.map(showOutput)) {
    const last = shown.at(-1);
    if (next.kind === 'text' && last?.kind === 'text') {
      shown[shown.length - 1] = { kind: 'text', text: `${last.text.replace(/\n$/, '')}\n${next.text}` };
    } else {
      shown.push(next);
    }
  }
  return shown.map(output => (output.kind === 'text' ? { kind: 'text', text: cut(output.text) } : output));
}

function showOutput(output: Output): ShownOutput {
  switch (output.output_type) {
    case 'stream':
      return { kind: 'text', text: textOf(output.text) };
    case 'error':
      return { kind: 'text', text: textOf(output.traceback, '\n') || textOf(output.evalue) };
    default:
      return showBundle(isObject(output.data) ? output.data : {});
  }
}

function showBundle(data: Readonly<Record<string, unknown>>): ShownOutput {
  const picture = PICTURES.find(type => data[type] !== undefined);
  if (picture) {
    return { kind: 'image', address: `data:${picture};base64,${textOf(data[picture]).replace(/\s/g, '')}` };
  }
  if (data['image/svg+xml'] !== undefined) {
    // In an image element, SVG neither runs scripts nor loads anything.
    const svg = encodeURIComponent(textOf(data['image/svg+xml']));
    return { kind: 'image', address: `data:image/svg+xml;charset=utf-8,${svg}` };
  }
  const plain = data['text/plain'] ?? data['text/markdown'] ?? data['text/latex'];
  return plain === undefined
    ? { kind: 'other', mediaType: Object.keys(data)[0] ?? '' }
    : { kind: 'text', text: textOf(plain) };
}

/** Files keep texts as one string or as a list of lines. */
function textOf(value: unknown, separator = ''): string {
  const text = Array.isArray(value) ? value.filter(isText).join(separator) : isText(value) ? value : '';
  return text.replace(ANSI, '');
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
