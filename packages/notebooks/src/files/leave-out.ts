// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LeftOutReason } from '@jupyter-atrium/api';
import ignore from 'ignore';

/** Says why a file or folder is left out of a publish; null: it goes in. */
export type WhyLeftOut = (path: string, isFolder: boolean) => LeftOutReason | null;

export interface ILeaveOutOptions {
  /** Text of the `.atriumignore` at the root of what is published, in the syntax of gitignore. Default: none. */
  ignoreFile?: string;
  /** Paths of files and folders that the person chose to leave out. Default: none. */
  chosen?: readonly string[];
}

/** The file at the root of a folder that names what stays out. */
export const IGNORE_FILE = '.atriumignore';

const REASON_OF_NAME: Readonly<Record<string, LeftOutReason>> = {
  '.git': 'version-control',
  '.gitignore': 'version-control',
  '.gitattributes': 'version-control',
  '.gitmodules': 'version-control',
  '.hg': 'version-control',
  '.svn': 'version-control',
  '.ipynb_checkpoints': 'checkpoints',
  '.virtual_documents': 'checkpoints',
  '.atrium': 'copy-record',
  _atrium: 'copy-record',
  __pycache__: 'cache',
  node_modules: 'cache',
  '.venv': 'cache',
  '.cache': 'cache',
  '.mypy_cache': 'cache',
  '.pytest_cache': 'cache',
  '.ruff_cache': 'cache',
  '.tox': 'cache',
  '.Rproj.user': 'cache',
  'Thumbs.db': 'hidden',
  'desktop.ini': 'hidden'
};

/**
 * Makes the rule by which files of a folder are left out of a publish.
 *
 * The rule also applies to what lies in a left-out folder, so a walk may skip such folders or not. Links and
 * environments are seen on disk only; see `isEnvironmentFolder`.
 */
export function createLeaveOut({ ignoreFile = '', chosen = [] }: ILeaveOutOptions = {}): WhyLeftOut {
  const patterns = ignore().add(ignoreFile);
  const byChoice = new Set(chosen.map(path => path.replace(/\/$/, '')));
  const why = (path: string, isFolder: boolean): LeftOutReason | null => {
    const segments = path.split('/');
    for (const [index, segment] of segments.entries()) {
      const partial = segments.slice(0, index + 1).join('/');
      const isWhole = index === segments.length - 1;
      const reason = reasonOfName(segment) ?? (byChoice.has(partial) ? 'chosen' : null);
      if (reason) {
        return reason;
      }
      if (patterns.ignores(isWhole && !isFolder ? partial : `${partial}/`)) {
        return 'ignore-file';
      }
    }
    return null;
  };
  return (path, isFolder) => (ignore.isPathValid(path) ? why(path, isFolder) : null);
}

/**
 * Whether a folder is an installed Python environment, which is never published.
 *
 * @param names - of the files in the folder
 */
export function isEnvironmentFolder(names: readonly string[]): boolean {
  return names.includes('pyvenv.cfg') || names.includes('conda-meta');
}

function reasonOfName(name: string): LeftOutReason | null {
  if (Object.hasOwn(REASON_OF_NAME, name)) {
    return REASON_OF_NAME[name] ?? null;
  }
  if (name.endsWith('.pyc')) {
    return 'cache';
  }
  return name.startsWith('.') ? 'hidden' : null;
}
