// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Config } from '../../config.ts';
import { hubIdOf, LogFormatError, parseVkey, type Vkey } from '../../log/format/index.ts';
import type { Target } from '../page.ts';

/** Letters of the printed key that are typed; they belong to its check, not to the key. */
const LAST = 4;

/** A form that turns the network on, as it came back. */
export type TurnOnForm = { recovery: Vkey | null; end: string; typed: string };

/** Reads the form. */
export function readForm(form: URLSearchParams): TurnOnForm {
  return {
    recovery: vkeyOf(form.get('recovery') ?? ''),
    end: form.get('end') ?? '',
    typed: form.get('typed') ?? ''
  };
}

function vkeyOf(text: string): Vkey | null {
  try {
    return parseVkey(text);
  } catch {
    return null;
  }
}

/** What the token of the form is bound to. */
export function targetOf(recovery: string, end: string): Pick<Target<unknown>, 'object' | 'version'> {
  return { object: ['network', recovery, end], version: 'off' };
}

/**
 * Names the last letters of a printed key without saying them.
 *
 * @param vkey - text of the public half, so that no table of all letters helps
 */
export function endOf(words: string, vkey: string): string {
  const letters = words.replaceAll(/\s/g, '').toLowerCase().slice(-LAST);
  return hash('sha256', `${vkey}\n${letters}`);
}

/** The id other hubs will know this one by, or why there is none, in words. */
export function addressOf({ publicUrl }: Pick<Config, 'publicUrl'>): { id: string } | { fault: string } {
  if (publicUrl === null) {
    return {
      fault: 'The public address is not set. Set ATRIUM_PUBLIC_URL to the address of this service, then start it anew.'
    };
  }
  try {
    return { id: hubIdOf(publicUrl) };
  } catch (error) {
    const why = error instanceof LogFormatError ? error.message : 'It cannot be read.';
    return { fault: `${publicUrl} cannot name a hub: ${why} Change ATRIUM_PUBLIC_URL, then start the service anew.` };
  }
}
