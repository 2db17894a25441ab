// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { CardOfHub, NetworkCard, readNetworkCard, writeNetworkCard } from './card.ts';
export type { NetworkCardFacts } from './card.ts';
export { TREE_SIZE_LIMIT, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
export type { Checkpoint } from './checkpoint.ts';
export { DESCRIPTOR_BYTES, Descriptor, DescriptorLog, blobAddress, newestLog, readDescriptor } from './descriptor.ts';
export {
  AnswerEntry,
  CancelEntry,
  CardEntry,
  CloseEntry,
  HubEntry,
  KeysEntry,
  OfferEntry,
  PublishEntry,
  RestoreEntry,
  WITHDRAW_CATEGORIES,
  WithdrawEntry,
  readEntry,
  writeEntry
} from './entry.ts';
export type { EntryReading, LogEntry } from './entry.ts';
export { LogFormatError } from './errors.ts';
export type { LogFault } from './errors.ts';
export { parseStatement, signStatement, verifyStatement } from './generation.ts';
export type { GenerationStatement, StatementTrust } from './generation.ts';
export { FEDERATION_PATH, hubIdOf, isHubId, logOrigin, recoveryName } from './hub-id.ts';
export { JSON_DEPTH, NO_JSON, readForeignJson } from './json.ts';
export { CompactRange, EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash, rootOf } from './merkle.ts';
export { NOTE_BYTES, NOTE_SIGNATURES, isSignature, parseNote, signNote, verifyNote } from './note.ts';
export type { Note, NoteSignature } from './note.ts';
export { readRecoveryKey, writeRecoveryKey } from './recovery-key.ts';
export { makeSigner, newSeed } from './signer.ts';
export type { Signer } from './signer.ts';
export {
  BUNDLE_BYTES,
  ENTRY_BYTES,
  TILE_WIDTH,
  bundlePath,
  parseBundle,
  parseHashTile,
  parseTilePath,
  tilePath,
  widthAt,
  writeBundle
} from './tiles.ts';
export type { Tile } from './tiles.ts';
export { fingerprintOf, isKeyName, makeVkey, parseVkey, vkeyDigest } from './vkey.ts';
export type { Vkey } from './vkey.ts';
