// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest } from '../testing';
import { filesDigestText } from './files-digest';
import { writeManifest } from './manifest';

const file = (path: string, digit: string) => ({ path, digest: aDigest(digit), size: 3, mediaType: 'text/plain' });

describe('writeManifest', () => {
  it('writes the same bytes whatever the order of the files', () => {
    const facts = {
      work: 'https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e',
      label: '1.0.0',
      licence: 'CC-BY-4.0',
      createdAt: '2026-11-22T00:00:00Z',
      crate: { digest: aDigest('9'), size: 10 }
    };
    const files = [file('é.txt', '1'), file('z.txt', '2'), file('a/b.txt', '3')];
    expect(writeManifest(facts, files)).toBe(writeManifest(facts, [...files].reverse()));
    expect(writeManifest(facts, files)).toMatchInlineSnapshot(
      `"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","artifactType":"application/vnd.atrium.work.v1+json","config":{"mediaType":"application/vnd.atrium.crate.v1+json","digest":"sha256:9999999999999999999999999999999999999999999999999999999999999999","size":10},"layers":[{"mediaType":"text/plain","digest":"sha256:3333333333333333333333333333333333333333333333333333333333333333","size":3,"annotations":{"org.opencontainers.image.title":"a/b.txt"}},{"mediaType":"text/plain","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":3,"annotations":{"org.opencontainers.image.title":"z.txt"}},{"mediaType":"text/plain","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":3,"annotations":{"org.opencontainers.image.title":"é.txt"}}],"annotations":{"org.opencontainers.image.created":"2026-11-22T00:00:00Z","org.opencontainers.image.version":"1.0.0","org.opencontainers.image.licenses":"CC-BY-4.0","vnd.atrium.work":"https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e"}}"`
    );
  });
});

describe('filesDigestText', () => {
  it('orders by the bytes of the paths, not by UTF-16 units', () => {
    const lines = filesDigestText([file('\u{1f600}', '1'), file('\uffe6', '2'), file('a', '3')]).split('\n');
    expect(lines.map(line => line.slice(67))).toEqual(['a', '\uffe6', '\u{1f600}', '']);
  });
});
