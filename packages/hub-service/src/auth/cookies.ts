// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Config } from '../config.ts';

/** The longest value taken from a cookie; ours are shorter. */
const MOST_CHARACTERS = 512;
const VALUE = /^[A-Za-z0-9_-]+$/;

/** How this service's cookies look. */
export type CookieStyle = {
  /** Begins every name. */
  name: string;
  path: string;
  isSecure: boolean;
};

/**
 * Says how cookies look: named after the OAuth client, sent below the service's path only.
 *
 * With its own host name the service asks for the `__Host-` variant, which no other host of the domain can set.
 */
export function cookieStyle({ access, prefix }: Config, isHttps: boolean): CookieStyle {
  const name = access.kind === 'hub' ? access.clientId : 'atrium';
  return access.kind === 'hub' && access.cookieHostPrefix
    ? { name: `__Host-${name}`, path: '/', isSecure: true }
    : { name, path: prefix, isSecure: isHttps };
}

/**
 * Writes a `Set-Cookie` header.
 *
 * `Lax`: a link from another site must find the session, or it would go through the login each time.
 *
 * @param suffix - added to the name; empty for the session
 * @param maxAge - seconds; 0 deletes the cookie
 */
export function writeCookie(style: CookieStyle, suffix: string, value: string, maxAge: number): string {
  const parts = [
    `${style.name}${suffix}=${value}`,
    `Path=${style.path}`,
    `Max-Age=${maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(style.isSecure ? ['Secure'] : [])
  ];
  return parts.join('; ');
}

/** Finds the value of one of this service's cookies; null if there is none, or it cannot be ours. */
export function readCookie(header: string | undefined, { name }: CookieStyle, suffix: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === `${name}${suffix}`) {
      const value = part.slice(at + 1).trim();
      return value.length <= MOST_CHARACTERS && VALUE.test(value) ? value : null;
    }
  }
  return null;
}
