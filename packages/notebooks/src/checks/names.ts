// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Check, PATH_FAULT_WORDS, checkPath, foldPath } from '@jupyter-atrium/api';
import { findSecrets } from './find-secrets.ts';
import { type WorkRule, toCheck } from './rule.ts';

/** Names of a copy's own record, which a release may not hold. */
const RESERVED = ['.atrium', '_atrium'];

/** Finds names that some system cannot hold, or cannot hold apart. */
export const names: WorkRule = paths => [...paths.flatMap(unsafeCheck), ...collisionChecks(paths)];

function unsafeCheck(path: string): Check[] {
  const fault = checkPath(path);
  const isReserved = RESERVED.includes(path.split('/')[0] ?? '');
  if (!fault && !isReserved) {
    return [];
  }
  const words = fault ? PATH_FAULT_WORDS[fault] : 'is kept for the record of a copy';
  return [nameCheck(path, `${quoted(path)} ${words}.`, 'Some systems could not open it.')];
}

function collisionChecks(paths: readonly string[]): Check[] {
  const first = new Map<string, string>();
  const checks: Check[] = [];
  for (const path of paths) {
    const folded = foldPath(path);
    const other = first.get(folded);
    if (other === undefined) {
      first.set(folded, path);
    } else {
      const message = `${quoted(path)} and ${quoted(other)} are one name on some systems.`;
      checks.push(nameCheck(path, message, 'One of them would be lost there.'));
    }
  }
  return [...checks, ...folderChecks(paths, first)];
}

/** A file may not be named like a folder of another file. */
function folderChecks(paths: readonly string[], files: ReadonlyMap<string, string>): Check[] {
  const clashes = new Map<string, string>();
  for (const path of paths) {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const file = files.get(foldPath(path.slice(0, end)));
      if (file !== undefined && !clashes.has(file)) {
        clashes.set(file, path.slice(0, end));
      }
    }
  }
  return [...clashes].map(([file, folder]) => {
    const message = `The file ${quoted(file)} and the folder ${quoted(folder)} are one name on some systems.`;
    return nameCheck(file, message, 'One of them would be lost there.');
  });
}

function nameCheck(path: string, message: string, because: string): Check {
  return toCheck({
    kind: 'names',
    level: 'stop',
    path,
    place: 'name',
    message,
    because,
    fixes: ['leave-out'],
    identity: message
  });
}

function quoted(path: string): string {
  return findSecrets(path).length > 0 ? 'A file’s name' : `“${path}”`;
}
