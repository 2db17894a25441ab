// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { crc32, deflateSync } from 'node:zlib';

/** A cell as nbformat writes it. */
export type Cell = Record<string, unknown>;

let made = 0;

export function markdown(source: string): Cell {
  return { cell_type: 'markdown', id: `cell-${made++}`, metadata: {}, source };
}

export function code(source: string, ...outputs: Cell[]): Cell {
  return { cell_type: 'code', id: `cell-${made++}`, metadata: {}, execution_count: null, source, outputs };
}

export function stream(text: string): Cell {
  return { output_type: 'stream', name: 'stdout', text };
}

export function data(bundle: Record<string, unknown>): Cell {
  return { output_type: 'display_data', metadata: {}, data: bundle };
}

/** A plain picture of one colour. */
export function figure(colour: Colour): Cell {
  return data({ 'image/png': picture(colour).toString('base64'), 'text/plain': '<Figure size 640x360>' });
}

/** The text of a notebook. */
export function notebook(...cells: Cell[]): string {
  const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
  const metadata = { kernelspec, language_info: { name: 'python' } };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
}

export type Colour = readonly [red: number, green: number, blue: number];

/** A PNG of 640 × 360 pixels. */
export function picture(colour: Colour): Buffer {
  const [width, height] = [640, 360];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: width }, () => Buffer.from(colour))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), bytes]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(bytes.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
