// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isBase64 } from '@jupyter-atrium/api';

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml'
};

/** The bitmaps shown, in the order they are looked for. */
export const BITMAPS = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** The type of an image file that may be shown; null for all other files. */
export function imageType(path: string): string | null {
  return TYPES[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? null;
}

/** The address of a bitmap in an output; null if it is not base64. */
export function bitmapAddress(type: string, base64: string): string | null {
  const data = base64.replace(/\s+/g, '');
  return isBase64(data) ? `data:${type};base64,${data}` : null;
}

/** The address of an SVG; as the source of an `img` its scripts and references stay dead. */
export function svgAddress(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
