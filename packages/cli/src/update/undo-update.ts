// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { join } from 'node:path';
import type { AppliedUpdate } from '@jupyter-atrium/api';
import type { ITreeContent } from '@jupyter-atrium/notebooks';
import { planUndo } from '@jupyter-atrium/notebooks';
import { problem } from '../files/disk-error.ts';
import { readRegular, removeTree, sha256, statOf } from '../files/disk.ts';
import { commitPlan } from './commit-plan.ts';
import { CopyContent, localEntries } from './copy-content.ts';
import type { Session } from './session.ts';
import { untilSteady } from './session.ts';
import { Stage } from './stage.ts';
import { Survey } from './survey.ts';
import type { UndoEntry } from './undo-folder.ts';
import { keptPlace, listUndo, readAfterForm, undoRoot } from './undo-folder.ts';

const bare = (digest: string): string => digest.slice('sha256:'.length);

/** The newest update, and what was decided after it. */
export type Undoable = { updates: readonly string[]; entry: UndoEntry };

/** Finds what an undo would take back; null if there is nothing. */
export function findUndoable({ disk, copy }: Pick<Session, 'disk' | 'copy'>): Undoable | null {
  const changes = listUndo(disk, copy).filter(({ entry }) => entry.kind !== 'undo');
  const index = changes.findIndex(({ entry }) => entry.kind === 'update');
  const taken = changes.slice(0, index + 1);
  const update = taken.at(-1);
  if (!update) {
    return null;
  }
  // From the newest back: of each file what the last change wrote, and what the first one found.
  const files = new Map<string, UndoEntry['undo']['files'][number]>();
  taken
    .flatMap(({ entry }) => entry.undo.files)
    .forEach(file => files.set(file.path, { ...file, after: files.get(file.path)?.after ?? file.after }));
  const undo = { ...update.entry.undo, files: [...files.values()] };
  return { updates: taken.map(({ update: name }) => name), entry: { ...update.entry, undo } };
}

/**
 * Takes back the newest update with what was decided after it; what was edited since stays.
 *
 * @throws AtriumError `nothing-to-undo`
 */
export function undoUpdate(session: Session): Promise<AppliedUpdate> {
  return untilSteady(session, async () => {
    const { copy, disk } = session;
    const undoable = findUndoable(session);
    if (!undoable) {
      throw problem('nothing-to-undo', 'There is no update of this copy that could be undone.');
    }
    const { entry, updates } = undoable;
    const folders = updates.map(update => join(undoRoot(copy), update));
    const files = entry.undo.files.flatMap(({ path, before, size }) =>
      before === null ? [] : [{ path, digest: before, size }]
    );
    const survey = new Survey(
      copy,
      disk,
      files.map(({ path }) => path)
    );
    const stage = new UndoStage(session, folders);
    const content = new CopyContent({ copy, disk, survey, stage, files: [], open: new Map() });
    const tree = await planUndo(entry.undo, {
      local: localEntries(survey, files),
      content: contentOf(session, content, { folders, stage }),
      sha256,
      release: entry.to
    });
    const update = commitPlan(session, { tree, survey, stage, content, files }, { kind: 'undo', unsettled: null });
    folders.forEach(folder => removeTree(disk, folder));
    return { update, release: entry.from, report: tree.plan.report, open: [], recovered: session.recovered };
  });
}

/** The bytes that updates kept stand for those of a release. */
class UndoStage extends Stage {
  private readonly _session: Session;
  private readonly _folders: readonly string[];

  constructor(session: Session, folders: readonly string[]) {
    super(session.copy, session.disk, () => false);
    this._session = session;
    this._folders = folders;
  }

  override read(digest: string): Uint8Array | null {
    const place = this._find(digest);
    return place === null ? null : readRegular(this._session.disk, place);
  }

  override fetched(digest: string): ReturnType<Stage['fetched']> {
    const place = this._find(digest);
    return place === null ? null : this.copy(place, bare(digest));
  }

  private _find(digest: string): string | null {
    const places = this._folders.map(folder => keptPlace(folder, bare(digest)));
    return places.find(place => statOf(this._session.disk, place)) ?? null;
  }
}

function contentOf(
  { disk }: Session,
  content: CopyContent,
  { folders }: { folders: readonly string[]; stage: Stage }
): ITreeContent {
  return {
    digest: path => content.digest(path),
    mine: path => content.mine(path),
    theirs: digest => content.theirs(digest),
    base: digest => {
      for (const folder of folders) {
        const form = readAfterForm(disk, folder, bare(digest));
        if (form) {
          return form;
        }
      }
      return null;
    }
  };
}
