// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSignature, parseNote, signNote, verifyNote } from './note.ts';
import { makeSigner, newSeed } from './signer.ts';
import { makeVkey, parseVkey } from './vkey.ts';

type Vectors = {
  text: string;
  peter: { vkey: string; seed: string; signature: string };
  enoch: { vkey: string; signature: string };
  badKeys: string[];
  badNotes: string[];
  wrongSignature: string;
};
type Case = [number, string, string, string, 'valid' | 'invalid'];

const read = <T>(name: string): T => JSON.parse(readFileSync(join(__dirname, '../../../testdata', name), 'utf8')) as T;
const vectors = read<Vectors>('signed-note.json');
const { text, peter, enoch } = vectors;
const [peterKey, enochKey] = [parseVkey(peter.vkey), parseVkey(enoch.vkey)];
const note = (...signatures: string[]): Buffer => Buffer.from(`${text}\n${signatures.join('')}`);
const fault = (fault: string): unknown => expect.objectContaining({ fault });

describe('parseVkey', () => {
  it('refuses every part of a key, and every key with one changed letter', () => {
    const whole = peter.vkey;
    const parts = [...whole].flatMap((_, from) =>
      [...whole].map((_letter, to) => whole.slice(from, to + 1)).filter(part => part !== whole)
    );
    const changed = [...whole].map(
      (letter, at) => whole.slice(0, at) + String.fromCharCode(letter.charCodeAt(0) + 1) + whole.slice(at + 1)
    );
    for (const bad of [...parts, ...changed, ...vectors.badKeys]) {
      expect(() => parseVkey(bad)).toThrow(fault('vkey') as Error);
    }
  });
});

describe('signNote', () => {
  it('writes the note that Go writes', () => {
    const signer = makeSigner('PeterNeumann', Buffer.from(peter.seed, 'base64'));
    expect(Buffer.from(signNote(text, [signer])).toString()).toBe(note(peter.signature).toString());
  });

  it('refuses a text without its last line end', () => {
    expect(() => signNote('abc', [makeSigner('PeterNeumann', newSeed())])).toThrow(fault('note') as Error);
  });
});

describe('verifyNote', () => {
  it('ignores signatures by unknown keys', () => {
    expect(verifyNote(note(peter.signature, enoch.signature), [peterKey])).toEqual({ text, signedBy: [peterKey] });
  });

  it('names every known key that signed', () => {
    const { signedBy } = verifyNote(note(peter.signature, enoch.signature), [enochKey, peterKey]);
    expect(signedBy).toEqual([peterKey, enochKey]);
  });

  it('refuses a note that no known key signed', () => {
    expect(() => verifyNote(note(peter.signature), [enochKey])).toThrow(fault('unsigned') as Error);
  });

  it('refuses a wrong signature by a known key, whoever else signed', () => {
    const forged = peter.signature.replace('ZJkuBS', 'ZJkuBT');
    expect(() => verifyNote(note(enoch.signature, forged), [peterKey, enochKey])).toThrow(fault('signature') as Error);
    expect(() => verifyNote(Buffer.from(vectors.wrongSignature), [peterKey])).toThrow(fault('signature') as Error);
  });

  it('takes a key of the same name and another id for unknown', () => {
    const other = makeVkey('PeterNeumann', enochKey.publicKey);
    expect(() => verifyNote(note(peter.signature), [other])).toThrow(fault('unsigned') as Error);
  });

  it('takes 16 signatures and refuses 17', () => {
    expect(parseNote(note(...Array<string>(16).fill(enoch.signature))).signatures).toHaveLength(16);
    expect(() => parseNote(note(...Array<string>(17).fill(enoch.signature)))).toThrow(fault('note') as Error);
  });

  it('refuses what is no note, and bytes that are no UTF-8', () => {
    for (const bad of [...vectors.badNotes.map(each => Buffer.from(each)), Buffer.from([0xff, 0x0a, 0x0a, 0x0a])]) {
      expect(() => parseNote(bad)).toThrow(fault('note') as Error);
    }
  });

  it('refuses more than 64 KiB', () => {
    const long = Buffer.from(`${'a'.repeat(64 * 1024)}\n\n${peter.signature}`);
    expect(() => parseNote(long)).toThrow(fault('note') as Error);
  });
});

describe('isSignature', () => {
  it('judges the 151 cases of Wycheproof as they are', () => {
    const { cases } = read<{ cases: Case[] }>('ed25519.json');
    const judged = cases.map(([, publicKey, message, signature]) =>
      isSignature(
        makeVkey('name', Buffer.from(publicKey, 'hex')),
        Buffer.from(message, 'hex'),
        Buffer.from(signature, 'hex')
      )
        ? 'valid'
        : 'invalid'
    );
    expect(judged).toEqual(cases.map(([, , , , result]) => result));
    expect(cases).toHaveLength(151);
  });
});
