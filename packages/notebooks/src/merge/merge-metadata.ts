// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isSameJson } from '../canonical/canonical.ts';
import { type JsonObject, type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import { without } from '../notebook/notebook.ts';

/** Merged metadata, and the values of theirs that were not taken because mine differs; null: theirs removed it. */
export type MetadataMerge = { readonly metadata: JsonObject; readonly refused: JsonObject; readonly isTaken: boolean };

/** Metadata of the three sides without view state, and mine's as it is in the file. */
export type ThreeMetadata = {
  readonly base: JsonObject;
  readonly mine: JsonObject;
  readonly theirs: JsonObject;
  readonly file: JsonObject;
};

/**
 * Merges metadata by key: what one side changed is taken, of what both changed mine stays. `tags` are a set, and
 * `jupyter` is merged one level deeper; other tools' values are never blended.
 */
export function mergeMetadata({ base, mine, theirs, file }: ThreeMetadata): MetadataMerge {
  const changed: Record<string, JsonValue | undefined> = {};
  const refused: Record<string, JsonValue> = {};
  for (const key of keysOf(base, theirs)) {
    const sides = { base: base[key], mine: mine[key], theirs: theirs[key] };
    const merged = mergeValue(key, sides);
    if (merged === REFUSED) {
      refused[key] = sides.theirs ?? null;
    } else if (!isSame(merged, sides.mine)) {
      changed[key] = withView(key, merged, file[key]);
    }
  }
  const gone = Object.keys(changed).filter(key => changed[key] === undefined);
  const metadata = Object.keys(changed).length === 0 ? file : { ...without(file, gone), ...without(changed, gone) };
  return { metadata, refused, isTaken: metadata !== file };
}

type Three = { base: JsonValue | undefined; mine: JsonValue | undefined; theirs: JsonValue | undefined };

/** Stands for a value of theirs that is not taken. */
const REFUSED = Symbol('refused');

function mergeValue(key: string, sides: Three): JsonValue | undefined | typeof REFUSED {
  const { base, mine, theirs } = sides;
  if (isSame(base, theirs) || isSame(mine, theirs)) {
    return mine;
  }
  if (isSame(base, mine)) {
    return theirs;
  }
  if (key === 'tags') {
    return mergeTags(sides);
  }
  return key === 'jupyter' ? mergeJupyter(sides) : REFUSED;
}

function mergeTags({ base, mine, theirs }: Three): JsonValue | undefined {
  const [before, own, other] = [base, mine, theirs].map(tags => (isJsonList(tags) ? tags : []));
  const kept = (own ?? []).filter(tag => other?.includes(tag) || !before?.includes(tag));
  const added = (other ?? []).filter(tag => !before?.includes(tag) && !kept.includes(tag));
  const tags = [...kept, ...added];
  return tags.length === 0 ? undefined : tags;
}

function mergeJupyter({ base, mine, theirs }: Three): JsonValue | typeof REFUSED {
  const [before, own, other] = [base ?? {}, mine ?? {}, theirs ?? {}];
  if (!isJsonObject(before) || !isJsonObject(own) || !isJsonObject(other)) {
    return REFUSED;
  }
  const merged: Record<string, JsonValue | undefined> = { ...own };
  for (const key of keysOf(before, other)) {
    if (isSame(before[key], own[key])) {
      merged[key] = other[key];
    }
  }
  return without(
    merged,
    Object.keys(merged).filter(key => merged[key] === undefined)
  );
}

/** Whether outputs are folded away is the person's own matter. */
function withView(key: string, value: JsonValue | undefined, file: JsonValue | undefined): JsonValue | undefined {
  const isFolded = key === 'jupyter' && isJsonObject(file) && file.outputs_hidden !== undefined;
  return isFolded ? { ...(isJsonObject(value) ? value : {}), outputs_hidden: file.outputs_hidden } : value;
}

function keysOf(...objects: JsonObject[]): string[] {
  return [...new Set(objects.flatMap(object => Object.keys(object)))].sort();
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && isSameJson(a, b));
}
