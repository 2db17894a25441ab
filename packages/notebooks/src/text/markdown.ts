// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readHtml } from './html.ts';

/** A stretch of Markdown as plain text. */
export type Block = {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'table' | 'code' | 'math';
  /** Level of a heading, 1 to 6; 0 for all else. */
  readonly level: number;
  readonly text: string;
};

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]([^]*))?$/;
const HTML_HEADING = /^\s*<h([1-6])\b/i;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}(?:\*[ *]+|-[ -]+|_[ _]+)$/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+/;
const TABLE_RULE = /^[\s|:-]+$/;
const REFERENCE = /^ {0,3}\[[^\]]+\]:/;

/**
 * Reads Markdown as blocks of plain text, link and alternative texts included. Far from a renderer: it only has to
 * find words, headings and paragraphs.
 */
export function readMarkdown(source: string): Block[] {
  const reader = new BlockReader();
  withoutFrontMatter(source)
    .split(/\r?\n/)
    .forEach(line => reader.line(line));
  return reader.end();
}

/** Gives Markdown as plain text, one block a line. */
export function markdownText(source: string): string {
  return readMarkdown(source)
    .map(block => block.text)
    .join('\n');
}

/** Collects lines into blocks. */
class BlockReader {
  private readonly _blocks: Block[] = [];
  private _kind: Block['kind'] = 'paragraph';
  private _lines: string[] = [];
  private _fence: string | null = null;

  line(line: string): void {
    if (this._fence !== null) {
      this._insideFence(line, this._fence);
      return;
    }
    const fence = line.trim() === '$$' ? '$$' : FENCE.exec(line)?.[1];
    if (fence) {
      this._start(fence === '$$' ? 'math' : 'code', '');
      this._fence = fence;
    } else if (line.trim() === '' || REFERENCE.test(line)) {
      this._close();
    } else {
      this._text(line);
    }
  }

  end(): Block[] {
    this._close();
    return this._blocks;
  }

  private _insideFence(line: string, fence: string): void {
    if (line.trim().startsWith(fence)) {
      this._fence = null;
      this._close();
    } else {
      this._lines.push(line);
    }
  }

  private _text(line: string): void {
    if (this._isHeading(line) || this._isUnderline(line)) {
      return;
    }
    if (RULE.test(line)) {
      this._close();
    } else if (ITEM.test(line)) {
      this._start('item', line.replace(ITEM, ''));
    } else if (line.includes('|') && TABLE_RULE.test(line)) {
      this._kind = 'table';
    } else {
      this._lines.push(line.replace(/^\s*(?:> ?)+/, ''));
    }
  }

  private _isHeading(line: string): boolean {
    const heading = HEADING.exec(line);
    const level = heading?.[1]?.length ?? Number(HTML_HEADING.exec(line)?.[1] ?? 0);
    if (level > 0) {
      this._close();
      this._add('heading', level, heading ? withoutClosingHashes(heading[2] ?? '') : line);
    }
    return level > 0;
  }

  /** Whether the line turns the paragraph before it into a heading. */
  private _isUnderline(line: string): boolean {
    const isUnderline = UNDERLINE.test(line) && this._lines.length > 0 && this._kind === 'paragraph';
    if (isUnderline) {
      const text = this._lines.join(' ');
      this._lines = [];
      this._add('heading', line.trim().startsWith('=') ? 1 : 2, text);
    }
    return isUnderline;
  }

  private _start(kind: Block['kind'], line: string): void {
    this._close();
    this._kind = kind;
    this._lines = line === '' ? [] : [line];
  }

  private _close(): void {
    const lines = this._lines;
    const kind = this._kind;
    this._lines = [];
    this._kind = 'paragraph';
    if (kind === 'code' || kind === 'math') {
      this._push({ kind, level: 0, text: lines.join('\n') });
    } else {
      const isMath = lines[0]?.trimStart().startsWith('$$') ?? false;
      this._add(isMath ? 'math' : kind, 0, lines.join(' '));
    }
  }

  private _add(kind: Block['kind'], level: number, markdown: string): void {
    const plain = inlineText(kind === 'table' ? markdown.replaceAll('|', ' ') : markdown);
    this._push({ kind, level, text: plain });
  }

  private _push(block: Block): void {
    if (block.text.trim() !== '') {
      this._blocks.push(block);
    }
  }
}

/**
 * Gives a line of Markdown as plain text: images and links by their texts, emphasis and tags dropped.
 */
export function inlineText(markdown: string): string {
  const linked = markdown
    .replace(/!\[([^[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g, '$1')
    .replace(/\[\^[^[\]]*\]/g, '')
    .replace(/\[([^[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)/g, '$1')
    .replace(/\[([^[\]]+)\]\[[^[\]]*\]/g, '$1')
    .replace(/<((?:https?|mailto):[^\s<>]*)>/g, '$1');
  const plain = linked.includes('<') || linked.includes('&') ? readHtml(linked).text : linked;
  return plain
    .replace(/`+/g, '')
    .replace(/~~/g, '')
    .replace(/(?<!\\)\*{1,3}(?=\S)|(?<=[^\s\\])\*{1,3}/g, '')
    .replace(/(?<![\p{L}\p{N}_\\])_{1,3}(?=[^\s_])|(?<=[^\s_\\])_{1,3}(?![\p{L}\p{N}_])/gu, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutClosingHashes(text: string): string {
  const trimmed = text.trim();
  let end = trimmed.length;
  while (trimmed[end - 1] === '#') {
    end -= 1;
  }
  return end === 0 || /\s/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end) : trimmed;
}

function withoutFrontMatter(source: string): string {
  const text = source.replace(/^\ufeff/, '');
  if (!/^---[ \t]*\r?\n/.test(text)) {
    return text;
  }
  const end = /\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  return end ? text.slice(end.index + end[0].length) : text;
}
