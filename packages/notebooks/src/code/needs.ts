// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Kernel, Needs } from '@jupyter-atrium/api';
import type { WorkFile } from '../files/work-file.ts';
import { languageOfPath, notebookCode } from '../text/search-text.ts';
import { kernelOf, languageOf } from './cell-code.ts';
import { type NamedFile, namedFiles } from './named-files.ts';
import { type PackageUses, packagesOf } from './imports.ts';

/** What one file adds to the needs of its work; small, so that it can be kept while the file is not. */
export type FileNeeds = {
  readonly path: string;
  readonly isNotebook: boolean;
  readonly language: string | null;
  readonly kernel: Kernel | null;
  readonly packages: PackageUses;
  /** Files that a notebook's code reads. */
  readonly files: readonly NamedFile[];
};

const ENVIRONMENT_FILES = new Set([
  'environment.yml',
  'environment.yaml',
  'conda-lock.yml',
  'pyproject.toml',
  'Pipfile',
  'uv.lock',
  'pixi.toml',
  'setup.py',
  'Project.toml',
  'Manifest.toml',
  'renv.lock',
  'DESCRIPTION',
  'install.R',
  'runtime.txt',
  'apt.txt',
  'postBuild',
  'default.nix',
  'Dockerfile'
]);

/** Whether a file tells how to build the environment of a work. */
export function isEnvironmentFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return ENVIRONMENT_FILES.has(name) || /^requirements[\w.-]*\.(?:txt|in)$/i.test(name);
}

/** Reads what one file needs to run. */
export function fileNeeds({ path, content }: WorkFile): FileNeeds {
  if (content.kind === 'notebook' && content.reading.kind === 'notebook') {
    const { notebook } = content.reading;
    const packages = packagesOf(notebookCode(notebook));
    const language = languageOf(notebook);
    const files = namedFiles(notebook, language ?? 'python');
    return { path, isNotebook: true, language, kernel: kernelOf(notebook), packages, files };
  }
  const language = languageOfPath(path);
  const hasCode = content.kind === 'text' && language !== null;
  const packages: PackageUses = hasCode ? packagesOf([{ language, code: content.text }]) : new Map();
  return { path, isNotebook: false, language, kernel: null, packages, files: [] };
}

/**
 * Sums up what a work needs to run. Packages that are files of the work itself are left out.
 *
 * @param files - `fileNeeds` of each file
 */
export function workNeeds(files: readonly FileNeeds[]): Needs {
  const notebooks = files.filter(file => file.isNotebook);
  const language = mostFrequent(notebooks.flatMap(file => file.language ?? []));
  const names = mostFrequent(notebooks.flatMap(file => file.kernel?.name ?? []));
  return {
    language,
    kernel: notebooks.find(file => file.kernel !== null && file.kernel.name === names)?.kernel ?? null,
    packages: packagesByUse(files),
    environment: files
      .map(file => file.path)
      .filter(isEnvironmentFile)
      .sort()
  };
}

function packagesByUse(files: readonly FileNeeds[]): string[] {
  const uses = new Map<string, number>();
  for (const { packages } of files) {
    packages.forEach((count, name) => uses.set(name, (uses.get(name) ?? 0) + count));
  }
  const own = new Set(files.flatMap(file => ownModules(file.path)));
  return [...uses]
    .filter(([name]) => !own.has(name))
    .sort(([a, used], [b, other]) => other - used || (a < b ? -1 : 1))
    .map(([name]) => name);
}

/** Names by which code imports a file of its own work: that of a module, and of the folders around one. */
function ownModules(path: string): string[] {
  if (languageOfPath(path) === null) {
    return [];
  }
  return path.split('/').map(segment => segment.replace(/\.[^.]*$/, ''));
}

/** Of equals the first. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  const most = Math.max(...counts.values(), 0);
  return [...counts].find(([, count]) => count === most)?.[0] ?? null;
}
