// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { OpenedCopy, Origin, UpdateOptions } from '@jupyter-atrium/api';
import type { Client, TransferProgress } from '@jupyter-atrium/client';
import { download } from '@jupyter-atrium/client';
import type { ITreeOptions, ReleasedFile, TreePlan } from '@jupyter-atrium/notebooks';
import { planTree } from '@jupyter-atrium/notebooks';
import { findLocalFiles } from '../copies/local-files.ts';
import { problem } from '../files/disk-error.ts';
import { sha256 } from '../files/disk.ts';
import { nodeCodec } from '../node-codec.ts';
import { FilesMovedError } from './apply-changes.ts';
import { CopyContent, localEntries, neededFiles } from './copy-content.ts';
import type { Session } from './session.ts';
import { Stage } from './stage.ts';
import { Survey } from './survey.ts';

export interface IUpdateOptions {
  client: Client;
  opened: OpenedCopy;
  options: UpdateOptions;
  /** The person's data folder. */
  data: string;
  onWait: (ms: number) => void;
  onProgress: (progress: TransferProgress) => void;
}

/** A plan, and what carrying it out needs. */
export type PlannedCopy = {
  tree: TreePlan;
  survey: Survey;
  stage: Stage;
  content: CopyContent;
  /** Of the release that comes in. */
  files: readonly ReleasedFile[];
};

/** A notebook that was written a moment ago may be half written. */
const HALF_WRITTEN_MS = 2000;

/**
 * Fetches of a release what is needed, and plans bringing the copy to it.
 *
 * @param open - what open documents hold, by path: it counts as mine
 * @throws AtriumError `other-work`, whatever a download throws; FilesMovedError
 */
export async function planCopy(
  session: Session,
  update: IUpdateOptions,
  open: ReadonlyMap<string, string>
): Promise<PlannedCopy> {
  const { copy, disk } = session;
  const { opened } = update;
  demandSameWork(copy.origin, opened);
  let needed: ReadonlySet<string> | null = null;
  let survey: Survey | null = null;
  const stage = new Stage(copy, disk, digest => needed?.has(digest) ?? true);
  const { files } = await download({
    client: update.client,
    ticket: opened.ticket,
    manifest: opened.manifest,
    codec: nodeCodec,
    target: {
      prepare: table => {
        survey = new Survey(
          copy,
          disk,
          table.files.map(({ path }) => path)
        );
        needed = neededFiles({ copy, survey, files: table.files });
        return stage.prepare(table);
      },
      has: file => stage.has(file),
      begin: file => stage.begin(file)
    },
    findLocal: table => findLocalFiles(update.data, opened.url, table),
    sleep: session.sleep,
    signal: session.signal,
    onWait: update.onWait,
    onProgress: update.onProgress
  });
  const seen: Survey = survey ?? new Survey(copy, disk, []);
  const content = new CopyContent({ copy, disk, survey: seen, stage, files, open });
  const tree = await planTree(treeOptions(session, update, { survey: seen, content, files }));
  return { tree, survey: seen, stage, content, files };
}

/** Plans the same without documents that are open: they keep their bytes, their base and their questions. */
export function planWithout(
  session: Session,
  update: IUpdateOptions,
  planned: PlannedCopy,
  open: ReadonlySet<string>
): Promise<TreePlan> {
  return planTree({ ...treeOptions(session, update, planned), held: [...open].sort() });
}

/** Lets a plan wait for a notebook that somebody is writing just now. */
export function demandWholeNotebooks({ tree, survey }: PlannedCopy, now: number): void {
  const unreadable = tree.plan.report.files.find(({ path, reason }) => {
    const changedMs = Number((survey.found.get(path)?.mtimeNs ?? 0n) / 1_000_000n);
    return reason === 'mine-unreadable' && now - changedMs < HALF_WRITTEN_MS;
  });
  if (unreadable) {
    throw new FilesMovedError(unreadable.path);
  }
}

function treeOptions(
  { copy, pending }: Session,
  { opened, options }: IUpdateOptions,
  { survey, content, files }: Pick<PlannedCopy, 'survey' | 'content' | 'files'>
): ITreeOptions {
  const { label, manifest } = opened;
  return {
    state: copy.origin,
    pending,
    release: { label, manifest },
    files,
    local: localEntries(survey, files),
    content,
    sha256,
    choices: options.choices,
    ...(options.conflicts && { conflicts: options.conflicts }),
    leave: options.deleted === 'leave' ? 'all' : options.leave
  };
}

function demandSameWork({ work }: Origin, { url, title }: OpenedCopy): void {
  if (work !== url) {
    throw problem(
      'other-work',
      `This folder is a copy of another work (${work}), not of “${title}”. Open a new copy of that one instead.`
    );
  }
}
