// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Processor time of this process, in ms: on a shared machine the clock says little. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** One call's time by the clock and the processor, in ms. */
export type Sample = { wall: number; cpu: number };

export async function timed(act: () => unknown): Promise<Sample> {
  const wall = performance.now();
  const cpu = cpuMs();
  await act();
  return { wall: performance.now() - wall, cpu: cpuMs() - cpu };
}

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Median and 95th percentile, as text. */
export function spread(values: readonly number[]): string {
  return `${quantile(values, 0.5).toFixed(2)} / ${quantile(values, 0.95).toFixed(2)}`;
}
