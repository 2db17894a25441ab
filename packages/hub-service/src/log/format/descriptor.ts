// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Digest } from '@jupyter-atrium/api';
import * as Type from 'typebox';
import { Compile } from 'typebox/compile';
import { LogFormatError } from './errors.ts';
import { isHubId, logOrigin } from './hub-id.ts';
import { readForeignJson } from './json.ts';

/** Longest descriptor, in bytes. */
export const DESCRIPTOR_BYTES = 64 * 1024;

const Text = Type.String({ maxLength: 300 });
const Address = Type.String({ maxLength: 2048 });

/** One log of a hub. */
export const DescriptorLog = Type.Object({
  origin: Type.String({ maxLength: 1024 }),
  scope: Type.Literal('network'),
  generation: Type.Integer({ minimum: 1 }),
  /** Tree sizes at which keys rotated. */
  rotations: Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 1000 }),
  /** Addresses below which its files lie, with a final slash. */
  base: Type.Array(Address, { minItems: 1, maxItems: 16 }),
  vkeys: Type.Array(Type.String({ maxLength: 1024 }), { minItems: 1, maxItems: 4 })
});
export type DescriptorLog = Type.Static<typeof DescriptorLog>;

/** What a hub says of itself (`hub.json`). Its addresses are candidates: all behind them is verified. */
export const Descriptor = Type.Object({
  protocol: Type.Literal('atrium/1'),
  id: Type.String({ maxLength: 253 }),
  name: Text,
  operator: Type.Optional(Text),
  url: Type.Optional(Address),
  contact: Type.Optional(Address),
  abuse: Type.Optional(Address),
  policy: Type.Optional(Address),
  languages: Type.Optional(Type.Array(Type.String({ maxLength: 35 }), { maxItems: 100 })),
  logs: Type.Array(DescriptorLog, { minItems: 1, maxItems: 16 }),
  /** Templates with `{alg}` and `{hex}`. */
  blobs: Type.Array(Address, { minItems: 1, maxItems: 16 }),
  /** `sha256:…` of the recovery vkey. */
  recovery: Digest,
  jwks: Type.Optional(Type.Object({ keys: Type.Array(Type.Unknown(), { maxItems: 16 }) })),
  capabilities: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 64 }),
  limits: Type.Optional(
    Type.Object({
      maxBlob: Type.Optional(Type.Integer({ minimum: 0 })),
      maxFiles: Type.Optional(Type.Integer({ minimum: 0 }))
    })
  )
});
export type Descriptor = Type.Static<typeof Descriptor>;

const schema = Compile(Descriptor);

/**
 * Reads a descriptor.
 *
 * @throws LogFormatError `document`: no descriptor, of another major version, or a log that is not of its hub
 */
export function readDescriptor(bytes: Uint8Array): Descriptor {
  const value = bytes.length > DESCRIPTOR_BYTES ? null : readForeignJson(bytes);
  if (!schema.Check(value)) {
    throw new LogFormatError('document', 'This is no hub.json of the protocol atrium/1.');
  }
  if (!isHubId(value.id) || value.logs.some(log => log.origin !== logOrigin(value.id, log.generation))) {
    throw new LogFormatError('document', 'The hub.json names a log that is not of its hub.');
  }
  return value;
}

/** The log that counts: that of the highest generation. */
export function newestLog({ logs }: Descriptor): DescriptorLog | null {
  return logs.reduce<DescriptorLog | null>(
    (best, log) => (best && best.generation > log.generation ? best : log),
    null
  );
}

/** The address of a blob by one of a descriptor's templates. */
export function blobAddress(template: string, digest: string): string {
  const [alg = '', hex = ''] = digest.split(':');
  return template.replaceAll('{alg}', alg).replaceAll('{hex}', hex);
}
