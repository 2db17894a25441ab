// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { workIdIn } from '../work-id';
import type { ICommandOptions } from './options';

/** What a command needs to know which work it is about. */
export type TargetOptions = Pick<ICommandOptions, 'app' | 'atrium' | 'shared'>;

/**
 * Finds the work a command is about: the one named, else the card whose menu is open, else the page in front.
 *
 * @returns its id; null without one
 */
export function targetOf(args: ReadonlyPartialJSONObject, { app, shared }: TargetOptions): string | null {
  if (typeof args.work === 'string') {
    return workIdIn(args.work);
  }
  return app.contextMenuHitTest(node => node.dataset.work !== undefined)?.dataset.work ?? shared.gallery.current;
}

/**
 * Reads a work, unless a list has shown it.
 *
 * @throws AtriumError when it is refused
 */
export async function readTarget(id: string, { atrium, shared }: TargetOptions): Promise<Work> {
  return shared.gallery.find(id) ?? atrium.client.getWork({ params: { work: id } });
}
