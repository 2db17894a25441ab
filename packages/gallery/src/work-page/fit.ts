// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Kernel, Needs, Preflight } from '@jupyter-atrium/api';
import { distributionOf } from './distributions';

/** Whether a work runs here, and what it lacks. */
export type Fit = {
  /** The kernel it would run in; null: there is none. */
  readonly kernel: Kernel | null;
  /** The work's own kernel, where it is not here and another of its language takes its place. */
  readonly instead: Kernel | null;
  /** What `pip install` would bring, in the order of use; null: what is installed cannot be told. */
  readonly missing: readonly string[] | null;
  /** How many packages the work names. */
  readonly packages: number;
  /** Bytes that are free here, if the work needs more. */
  readonly tooLittle: number | null;
};

/** Compares what a work needs with what is here. */
export function fitOf(needs: Needs, bytes: number, { kernel, installed, freeBytes }: Preflight): Fit {
  const lacks = kernel && installed && needs.packages.filter(isMissingFrom(installed));
  return {
    kernel,
    instead: needs.kernel && kernel && needs.kernel.name !== kernel.name ? needs.kernel : null,
    missing: lacks && [...new Set(lacks.map(distributionOf))],
    packages: needs.packages.length,
    tooLittle: freeBytes !== null && bytes > freeBytes ? freeBytes : null
  };
}

/** Whether there is anything to run in a work. */
export function hasCode({ language, kernel, packages }: Needs): boolean {
  return language !== null || kernel !== null || packages.length > 0;
}

function isMissingFrom({ modules, distributions }: NonNullable<Preflight['installed']>): (name: string) => boolean {
  const known = new Set(modules);
  const installed = new Set(distributions);
  return name => !known.has(name) && !installed.has(distributionOf(name).toLowerCase().replace(/[_.]/g, '-'));
}
