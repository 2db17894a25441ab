// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export type StartedHub = {
  url: string;
  atrium: string;
  folder: string;
  pid: number;
  ended: Promise<unknown>;
  call: (path: string, init?: RequestInit) => Promise<Response>;
  stop: () => Promise<void>;
};
export const USERS: readonly string[];
export function startHub(options: {
  folder: string;
  host: string;
  port: number;
  name?: string;
  password?: string;
  env?: Record<string, string>;
}): Promise<StartedHub>;
export function personalToken(hub: StartedHub, user: string, scopes?: readonly string[]): Promise<string>;
export function freePort(host?: string): Promise<number>;
