// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Kernel, Needs, Preflight, Work } from '@jupyter-atrium/api';
import { distributionOf } from './distributions';

/** Whether a work runs here, and what it lacks. */
export type Fit = {
  /** The kernel it would run in; null: there is none. */
  readonly kernel: Kernel | null;
  /** The work's own kernel, where it is not here and another of its language takes its place. */
  readonly instead: Kernel | null;
  /** What `pip install` would bring, in the order of use; null: what is installed cannot be told. */
  readonly missing: readonly string[] | null;
  /** How many packages the work wants. */
  readonly packages: number;
  /** Bytes that are free here, if the work needs more. */
  readonly tooLittle: number | null;
};

/**
 * Compares what a work needs with what is here.
 *
 * @param required - distributions that its environment files name
 */
export function fitOf(
  { card, bytes }: Pick<Work, 'card' | 'bytes'>,
  { kernel, installed, freeBytes }: Preflight,
  required: readonly string[] = []
): Fit {
  const { needs } = card;
  const wanted = wantedBy(needs.packages, required);
  return {
    kernel,
    instead: needs.kernel && kernel && needs.kernel.name !== kernel.name ? needs.kernel : null,
    missing: kernel && installed && wanted.filter(isMissingFrom(installed)).map(each => each.distribution),
    packages: wanted.length,
    tooLittle: freeBytes !== null && bytes > freeBytes ? freeBytes : null
  };
}

/** Whether a file of a work lists what `pip` installs. */
export function isRequirements(path: string): boolean {
  return /(?:^|\/)requirements[\w.-]*\.(?:txt|in)$/i.test(path);
}

/** The distributions that a requirements file names; those for some systems only are left out. */
export function requirementsIn(text: string): string[] {
  const lines = text.split('\n').map(line => line.replace(/(?:^|\s)#.*/, '').trim());
  return lines.flatMap(line => /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?:[=<>!~].*)?$/.exec(line)?.[1] ?? []);
}

/** Whether there is anything to run in a work. */
export function hasCode({ language, kernel, packages }: Needs): boolean {
  return language !== null || kernel !== null || packages.length > 0;
}

/** Something a work wants: a distribution, and the modules by which code imports it. */
type Wanted = { readonly distribution: string; readonly modules: readonly string[] };

/** Each distribution once, in the order of use; what only environment files name comes last. */
function wantedBy(modules: readonly string[], required: readonly string[]): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const add = (distribution: string, more: readonly string[]): void => {
    const key = normalised(distribution);
    const known = wanted.get(key);
    wanted.set(key, {
      distribution: known?.distribution ?? distribution,
      modules: [...(known?.modules ?? []), ...more]
    });
  };
  modules.forEach(module => add(distributionOf(module), [module]));
  required.forEach(distribution => add(distribution, []));
  return [...wanted.values()];
}

function isMissingFrom({ modules, distributions }: NonNullable<Preflight['installed']>): (wanted: Wanted) => boolean {
  const known = new Set(modules);
  const installed = new Set(distributions);
  return wanted =>
    !installed.has(normalised(wanted.distribution)) &&
    (wanted.modules.length === 0 || wanted.modules.some(module => !known.has(module)));
}

/** As PEP 503 compares names. */
function normalised(distribution: string): string {
  return distribution.toLowerCase().replace(/[-_.]+/g, '-');
}
