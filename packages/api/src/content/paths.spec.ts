// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { checkPath, foldPath, folderName } from './paths';

describe('checkPath', () => {
  it.each([
    'a',
    'week 1/lab.ipynb',
    'données/été.csv',
    'מגמות/נתונים.csv',
    'a'.repeat(255),
    'x-y_z(1).tar.gz',
    '日本/語.md'
  ])('accepts %s', path => {
    expect(checkPath(path)).toBeNull();
  });

  it.each([
    ['/etc/passwd', 'absolute'],
    ['a\\b', 'backslash'],
    ['', 'empty-segment'],
    ['a//b', 'empty-segment'],
    ['a/', 'empty-segment'],
    ['..', 'dot-led'],
    ['a/../b', 'dot-led'],
    ['./a', 'dot-led'],
    ['.git/config', 'dot-led'],
    ['a:b', 'reserved-character'],
    ['what?.md', 'reserved-character'],
    ['a\nb', 'invisible-character'],
    ['a\u202eb', 'invisible-character'],
    ['a\u200bb', 'invisible-character'],
    ['a\u{e0041}b', 'invisible-character'],
    ['e\u0301', 'not-nfc'],
    ['a\ud800', 'not-unicode'],
    ['a.', 'trailing-dot-or-space'],
    ['a /b', 'trailing-dot-or-space'],
    ['NUL', 'device-name'],
    ['com1.txt', 'device-name'],
    ['COM¹', 'device-name'],
    ['aux.tar.gz', 'device-name'],
    ['PROGRA~1', 'short-name'],
    ['é'.repeat(128), 'segment-too-long'],
    [Array(17).fill('a').join('/'), 'too-deep']
  ])('refuses %j as %s', (path, fault) => {
    expect(checkPath(path)).toBe(fault);
  });
});

describe('foldPath', () => {
  it.each([
    ['Data.csv', 'data.CSV'],
    ['straße', 'STRASSE'],
    ['ﬁle', 'FILE'],
    ['Ⅻ', 'xii'],
    ['ΣΑΣ', 'σας'],
    ['é', 'É']
  ])('makes %s and %s meet', (one, other) => {
    expect(foldPath(one)).toBe(foldPath(other));
  });

  it('keeps different names apart', () => {
    expect(foldPath('lab01')).not.toBe(foldPath('lab02'));
  });
});

describe('folderName', () => {
  it.each([
    ['Glacier melt (2024)', 'glacier-melt-2024'],
    ['  Été & hiver: les données ', 'été-hiver-les-données'],
    ['מגמות בנתונים', 'מגמות-בנתונים'],
    ['The world’s ice', 'the-worlds-ice'],
    [`${'word '.repeat(11)}and more`, `${'word-'.repeat(11)}and`],
    ['CON', 'work'],
    ['🎉 ../..', 'work'],
    ['a'.repeat(300), 'a'.repeat(60)],
    ['語'.repeat(300), '語'.repeat(60)]
  ])('makes of %s the name %s', (title, name) => {
    expect(folderName(title)).toBe(name);
  });
});
