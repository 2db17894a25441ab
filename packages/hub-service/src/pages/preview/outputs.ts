// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JsonObject, JsonValue, Output } from '@jupyter-atrium/notebooks';
import { applyOverwrites, isJsonObject } from '@jupyter-atrium/notebooks';
import { escapeHtml } from '../markup.ts';
import { terminalLines } from './ansi.ts';
import { reachable } from './code.ts';
import type { MarkdownPlace } from './markdown.ts';
import { writeMarkdown } from './markdown.ts';
import { note } from './pictures.ts';
import { cleanOutput } from './sanitize.ts';

/** Lines shown before the rest is folded away. */
const FOLD_LINES = 24;
const MOST_LINES = 2000;
const TEXT_CHARACTERS = 500_000;
const HTML_CHARACTERS = 1_000_000;

/** Kinds of pictures, best first. */
const PICTURES = ['image/svg+xml', 'image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
const WIDGET = 'application/vnd.jupyter.widget-view+json';

/** Writes one output as markup that cannot do anything. */
export function writeOutput(output: Output, place: MarkdownPlace): string {
  switch (output.output_type) {
    case 'stream':
      return terminal(applyOverwrites(text(output.text)), output.name === 'stderr' ? 'stderr' : '');
    case 'error':
      return terminal(tracebackOf(output), 'stderr');
    default:
      return isJsonObject(output.data) ? bundle(output.data, place) : '';
  }
}

/** Writes text lines; from the 25th on they are folded away. */
export function terminal(whole: string, kind: string): string {
  const cut = whole.slice(0, TEXT_CHARACTERS).replace(/\n$/, '');
  const lines = terminalLines(cut);
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const isCut = more > 0 || whole.length > TEXT_CHARACTERS;
  const [first, rest] = [shown.slice(0, FOLD_LINES), shown.slice(FOLD_LINES)];
  const tab = reachable(cut);
  const pre = (part: readonly string[]): string => `<pre class="text ${kind}"${tab}>${part.join('\n')}</pre>`;
  const fold =
    rest.length > 0 ? `<details><summary>${count(rest.length, 'more line')}</summary>${pre(rest)}</details>` : '';
  return pre(first) + fold + (isCut ? note('This output goes on. Open a copy to see all of it.') : '');
}

function bundle(data: JsonObject, place: MarkdownPlace): string {
  const plain = text(data['text/plain']);
  return (
    richText(data, plain) ??
    picture(data, place, plain) ??
    typeset(data, place) ??
    withNote(data, plain) ??
    (plain === '' ? unknown(data) : terminal(plain, ''))
  );
}

/** HTML where it is a table, or where nothing else says what it says: layouts that need a style are not readable here. */
function richText(data: JsonObject, plain: string): string | null {
  const markup = text(data['text/html']);
  const hasTable = /<table/i.test(markup);
  const isWords = plain === '' && PICTURES.every(type => data[type] === undefined);
  if (markup === '' || markup.length > HTML_CHARACTERS || !(hasTable || isWords)) {
    return null;
  }
  const clean = cleanOutput(markup);
  return /[^\s<>]/.test(clean.replace(/<(?!img)[^>]*>/g, '')) ? `<div class="html">${clean}</div>` : null;
}

function picture(data: JsonObject, place: MarkdownPlace, plain: string): string | null {
  const type = PICTURES.find(each => typeof data[each] === 'string');
  if (type === undefined) {
    return null;
  }
  const alt = /^<[^\n]*>$/.test(plain.trim()) ? '' : plain.slice(0, 200);
  return place.pictures.ofData(type, text(data[type]), alt);
}

function typeset(data: JsonObject, place: MarkdownPlace): string | null {
  const latex = text(data['text/latex']).trim();
  if (latex !== '') {
    return place.formulas.write(latex.replace(/^\$\$?|\$\$?$/g, ''), true);
  }
  const markdown = text(data['text/markdown']);
  return markdown === '' ? null : writeMarkdown(markdown, place, null);
}

/** Says what is not shown, above what is left of it. */
function withNote(data: JsonObject, plain: string): string | null {
  const sentence = data[WIDGET]
    ? 'A widget: it needs a kernel. Open a copy to use it.'
    : data['application/javascript'] || /<script/i.test(text(data['text/html'])) || isInteractive(data)
      ? 'An interactive output, which pages never run. Open a copy to use it.'
      : null;
  return sentence === null ? null : note(sentence) + (plain === '' ? '' : terminal(plain, ''));
}

function isInteractive(data: JsonObject): boolean {
  return Object.keys(data).some(type => /^application\/vnd\.(?!jupyter\.widget)/.test(type));
}

function unknown(data: JsonObject): string {
  const [type] = Object.keys(data);
  return type === undefined ? '' : note(`An output of the type ${type.slice(0, 100)}, which is not shown here.`);
}

function tracebackOf(output: Output): string {
  const { traceback, ename, evalue } = output;
  const lines = Array.isArray(traceback)
    ? (traceback as readonly JsonValue[]).filter(line => typeof line === 'string')
    : [];
  return lines.length > 0 ? lines.join('\n') : `${text(ename)}: ${text(evalue)}`;
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function count(number: number, noun: string): string {
  return escapeHtml(`${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`);
}
