// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { HubUnreachableError } from '../errors.ts';
import type { HealthPorts } from './check-health.ts';
import { type Finding, fine } from './finding.ts';

/** The first JupyterHub without a known way for people to share what they should not. */
const LEAST: readonly number[] = [5, 5, 1];

/** Looks at the JupyterHub beside the service; nothing on one person's own machine. */
export async function checkHub({ hub, identity }: Pick<HealthPorts, 'hub' | 'identity'>): Promise<Finding[]> {
  if (!hub) {
    return [];
  }
  const version = await hub.version().catch((error: unknown) => {
    if (error instanceof HubUnreachableError) {
      return null;
    }
    throw error;
  });
  return [versionFinding(version), ...(identity.hasSeenInherit() ? [INHERIT] : [])];
}

const INHERIT: Finding = {
  name: 'Tokens',
  level: 'warning',
  value: 'Page tokens hold all rights of their person',
  advice:
    'Take "inherit" out of Spawner.oauth_client_allowed_scopes: with it, nobody can publish from JupyterLab, because each page could be on somebody else’s server.',
  clause: 'JupyterHub gives pages too many rights'
};

function versionFinding(version: string | null): Finding {
  if (version === null) {
    const advice = 'Nobody can log in until it answers.';
    return {
      name: 'JupyterHub',
      level: 'stop',
      value: 'Does not answer',
      advice,
      clause: 'JupyterHub does not answer'
    };
  }
  const value = `Version ${version}`;
  return isOld(version)
    ? {
        name: 'JupyterHub',
        level: 'warning',
        value,
        advice: `Update to ${LEAST.join('.')} or later: GHSA-c4gm-pwx9-9w8j concerns how people share servers.`,
        clause: 'JupyterHub needs an update'
      }
    : fine('JupyterHub', value);
}

/** Tells whether a version is before 5.5.1; pre-releases count as what they lead to. */
export function isOld(version: string): boolean {
  const parts = version.split('.').map(part => Number.parseInt(part, 10) || 0);
  for (const [at, least] of LEAST.entries()) {
    const part = parts[at] ?? 0;
    if (part !== least) {
      return part < least;
    }
  }
  return false;
}
