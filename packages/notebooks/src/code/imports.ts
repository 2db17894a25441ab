// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Code } from './cell-code.ts';
import { maskLiterals } from './mask-literals.ts';
import { STANDARD_LIBRARIES } from './standard-libraries.ts';

/** How often code uses a package: by its own name, or by one it was imported under. */
export type PackageUses = ReadonlyMap<string, number>;

const PYTHON_FROM = /^[ \t]*from[ \t]+([\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}\p{N}_.]*)?[ \t]+import\b([^\n]*)/u;
const PYTHON_IMPORT = /^[ \t]*import[ \t]+([^\n]*)/;
const PYTHON_NAME = /^([\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}\p{N}_.]*)?(?:[ \t]+as[ \t]+([\p{L}_][\p{L}\p{N}_]*))?/u;
const R_LIBRARY = /\b(?:library|require|requireNamespace|loadNamespace)[ \t]*\([ \t]*["']?([A-Za-z][\w.]*)/g;
const R_NAMESPACE = /(?<![\w.:])([A-Za-z][\w.]*):::?[A-Za-z.]/g;
const R_PACMAN = /\bp_load[ \t]*\(([^()]*)\)/g;
const JULIA_USING = /^[ \t]*(?:@everywhere[ \t]+)?(?:using|import)[ \t]+([^\n]*)/;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/**
 * Finds the packages that code imports, other than those that come with the language.
 *
 * @param codes - all code of one file, in order: what one cell imports another uses
 */
export function packagesOf(codes: readonly Code[]): PackageUses {
  const uses = new Map<string, number>();
  for (const language of new Set(codes.map(each => each.language))) {
    const code = codes
      .filter(each => each.language === language)
      .map(each => each.code)
      .join('\n');
    const standard = STANDARD_LIBRARIES[language];
    for (const [name, count] of standard ? importsOf(code, language) : []) {
      if (!standard?.has(name)) {
        uses.set(name, (uses.get(name) ?? 0) + count);
      }
    }
  }
  return uses;
}

function importsOf(code: string, language: string): Map<string, number> {
  switch (language) {
    case 'python':
      return pythonImports(maskLiterals(code, language));
    case 'r':
      return rImports(maskLiterals(code, language, 'comments'));
    default:
      return juliaImports(maskLiterals(code, language));
  }
}

function pythonImports(code: string): Map<string, number> {
  const bound = new Map<string, Set<string>>();
  const bind = (name: string, as: string): void => void bound.set(name, (bound.get(name) ?? new Set()).add(as));
  for (const line of code.split(/[\n;]/)) {
    const from = PYTHON_FROM.exec(line);
    if (from?.[1] !== undefined) {
      bind(from[1], from[1]);
      (from[2] ?? '').split(',').forEach(item => bind(from[1] ?? '', item.match(WORD)?.at(-1) ?? ''));
    }
    for (const item of PYTHON_IMPORT.exec(line)?.[1]?.split(',') ?? []) {
      const [, name, as] = PYTHON_NAME.exec(item.trim()) ?? [];
      if (name !== undefined) {
        bind(name, as ?? name);
      }
    }
  }
  return countBound(code, bound);
}

function rImports(code: string): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [, name] of [...code.matchAll(R_LIBRARY), ...code.matchAll(R_NAMESPACE)]) {
    add(name ?? '');
  }
  for (const [, names] of code.matchAll(R_PACMAN)) {
    const items = names?.split(',').map(item => item.trim().replace(/["']/g, '')) ?? [];
    items.filter(item => /^[A-Za-z][\w.]*$/.test(item)).forEach(add);
  }
  return counts;
}

function juliaImports(code: string): Map<string, number> {
  const bound = new Map<string, Set<string>>();
  for (const line of code.split(/[\n;]/)) {
    const [packages = '', members] = JULIA_USING.exec(line)?.[1]?.split(':') ?? [];
    for (const item of packages.split(',')) {
      const name = /^\s*(\p{L}[\p{L}\p{N}_]*)/u.exec(item)?.[1];
      if (name !== undefined) {
        const names = members?.match(WORD) ?? [];
        bound.set(name, new Set([...(bound.get(name) ?? []), name, ...names]));
      }
    }
  }
  return countBound(code, bound);
}

/** Counts the words of code that a package's imports bind. */
function countBound(code: string, bound: ReadonlyMap<string, ReadonlySet<string>>): Map<string, number> {
  const words = new Map<string, number>();
  for (const word of bound.size === 0 ? [] : (code.match(WORD) ?? [])) {
    words.set(word, (words.get(word) ?? 0) + 1);
  }
  const count = (names: ReadonlySet<string>): number =>
    [...names].reduce((sum, name) => sum + (words.get(name) ?? 0), 0);
  return new Map([...bound].map(([name, names]) => [name, Math.max(count(names), 1)]));
}
