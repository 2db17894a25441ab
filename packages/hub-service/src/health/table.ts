// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Addresses for programs that watch the service; they need no session and write nothing. */
export const PROBES = {
  live: { id: 'live', path: '/health/live', right: 'none', summary: 'Says that the process answers.' },
  ready: { id: 'ready', path: '/health/ready', right: 'none', summary: 'Says that calls can be answered.' },
  metrics: { id: 'metrics', path: '/metrics', right: 'metrics', summary: 'Counts what the service does.' }
} as const;
