// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { HubSessions } from '../auth/hub-sessions.ts';
import type { ISessions } from '../auth/session.ts';
import { SoloSessions } from '../auth/solo-sessions.ts';
import type { AppContext } from '../context.ts';
import { AuditChain } from './operator/audit-chain.ts';
import { Previews } from './preview/previews.ts';

/** What pages may use beside the ports of every handler. */
export type PagePorts = AppContext & { logins: ISessions; previews: Previews; auditChain: AuditChain };

const NONCE_BYTES = 16;

/** Gathers them. */
export function openPages(context: AppContext): PagePorts {
  const nonce = (): string => Buffer.from(context.clock.random(NONCE_BYTES)).toString('hex');
  return {
    ...context,
    logins: loginsOf(context),
    previews: new Previews(context.threads.preview, nonce),
    auditChain: new AuditChain(context.audit, context.clock)
  };
}

function loginsOf(context: AppContext): ISessions {
  const { config, identity, clock, hub } = context;
  const { access } = config;
  return access.kind === 'hub' && hub
    ? new HubSessions({ ...context, stores: context, access, hub })
    : new SoloSessions(identity, context, clock);
}
