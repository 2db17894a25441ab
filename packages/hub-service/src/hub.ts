// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Hub } from '@jupyter-atrium/api';
import type { Config } from './config.ts';

/**
 * Names this hub to others: the public service address without scheme and final slash.
 *
 * Without a public address the path stands for it; such a hub can serve its own people only.
 */
export function hubOf(config: Config): Hub {
  const id = (config.publicUrl ?? config.prefix).replace(/^https?:\/\//, '').replace(/\/$/, '');
  return { id, name: config.hubName };
}

/** The address of a work's page. */
export function workUrl(config: Pick<Config, 'publicUrl' | 'prefix'>, id: string): string {
  return `${config.publicUrl ?? config.prefix}works/${id}`;
}
