// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Addresses that no hub may be asked at, as four numbers. */
const FORBIDDEN: readonly (readonly [number, number, number, number])[] = [
  [0, 0, 0, 0],
  [10, 0, 0, 1],
  [10, 255, 255, 254],
  [100, 64, 0, 1],
  [127, 0, 0, 1],
  [127, 255, 255, 254],
  [169, 254, 169, 254],
  [172, 16, 0, 1],
  [172, 31, 255, 254],
  [192, 0, 0, 8],
  [192, 0, 2, 1],
  [192, 88, 99, 1],
  [192, 168, 0, 1],
  [192, 168, 255, 254],
  [198, 18, 0, 1],
  [198, 19, 255, 254],
  [198, 51, 100, 7],
  [203, 0, 113, 9],
  [224, 0, 0, 251],
  [239, 255, 255, 250],
  [240, 0, 0, 1],
  [255, 255, 255, 255]
];

const hex = (value: number, digits = 0): string => value.toString(16).padStart(digits, '0');
const octal = (value: number): string => `0${value.toString(8)}`;
const wide = (text: string): string => text.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit)));
const escaped = (text: string): string => text.replace(/\d/g, digit => `%${digit.codePointAt(0)?.toString(16) ?? ''}`);

/** The IPv6 addresses that stand for an IPv4 address somewhere, as DNS may answer them. */
export function sixesOf([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)];
  return [
    `::ffff:${a}.${b}.${c}.${d}`,
    `::ffff:${high}:${low}`,
    `::ffff:0:${high}:${low}`,
    `::${a}.${b}.${c}.${d}`,
    `64:ff9b::${high}:${low}`,
    `64:ff9b:1::${high}:${low}`,
    `2002:${high}:${low}::1`,
    `2001:0:${high}:${low}::`
  ];
}

/** Ways in which a URL can name an address. */
function spellingsOf(address: readonly [number, number, number, number]): string[] {
  const [a, b, c, d] = address;
  const plain = `${a}.${b}.${c}.${d}`;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  return [
    plain,
    `${plain}.`,
    String(number),
    `0x${hex(number)}`,
    octal(number),
    address.map(octal).join('.'),
    address.map(each => `0x${hex(each, 2)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex(a)}.${octal(b)}.${c * 256 + d}`,
    wide(plain),
    plain.replaceAll('.', '。'),
    plain.replaceAll('.', '．'),
    escaped(plain),
    ...sixesOf(address).map(six => `[${six}]`)
  ];
}

/** IPv6 addresses of their own that are not for hubs. */
const SIXES = ['::', '::1', 'fe80::1', 'fec0::1', 'fc00::1', 'fd00::1', 'ff02::1', '100::1', '2001:db8::1', '3fff::1'];

/** Hosts of URLs that all lead where no hub is: more than 300. */
export const SPELLINGS: readonly string[] = [
  ...new Set([...FORBIDDEN.flatMap(spellingsOf), ...SIXES.map(six => `[${six}]`)])
];

/** The same as DNS answers. */
export const ANSWERS: readonly string[] = [...FORBIDDEN.flatMap(each => [each.join('.'), ...sixesOf(each)]), ...SIXES];
