// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const SCRIPTS: readonly (readonly [script: RegExp, language: string | null])[] = [
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Latin}/gu, null]
];

/** Letters that the language named for their script does not have. */
const FOREIGN: Readonly<Record<string, RegExp>> = { ar: /[پچژگڤ]/, ru: /[іїєґўљњћђџѓќ]/i };

const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the of and to in is that for it with as on are this be by from we you have not or which an'.split(' ')),
  es: new Set('el la de que y en los del las un por con una para es al lo como más se su este esta'.split(' ')),
  fr: new Set(
    'le la de et les des en un une du est que pour dans qui sur par au nous vous avec ce cette ne pas'.split(' ')
  ),
  de: new Set(
    'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als wir sie auch es werden'.split(' ')
  ),
  pt: new Set('o a de que e do da em um para com não uma os no se na por mais as dos como são este'.split(' ')),
  it: new Set(
    'di che e la il un a per è una in del sono con non si le della dei nel gli come più questo alla'.split(' ')
  )
};

const MIN_LETTERS = 40;
const MIN_WORDS = 12;
/** Share of words that are stop words of the language, and of the next best one. */
const MIN_SHARE = 0.1;
const LEAD = 1.3;

/**
 * Guesses the language of prose from its script and commonest words: en, es, fr, de, pt, it, he, ar, ru, zh or ja.
 *
 * @returns a BCP 47 tag; null if unsure
 */
export function proseLanguage(text: string): string | null {
  const counts = SCRIPTS.map(([script, language]) => ({ language, letters: text.match(script)?.length ?? 0 }));
  const total = counts.reduce((sum, { letters }) => sum + letters, 0);
  const most = counts.reduce((best, each) => (each.letters > best.letters ? each : best));
  const kana = counts.find(({ language }) => language === 'ja')?.letters ?? 0;
  if (total < MIN_LETTERS && kana === 0 && most.language !== 'zh') {
    return null;
  }
  if (most.language === null) {
    return latinLanguage(text);
  }
  if (most.language === 'zh') {
    return kana > most.letters / 10 ? 'ja' : 'zh';
  }
  return FOREIGN[most.language]?.test(text) ? null : most.language;
}

/** How much prose there is, and in which language. */
export type Prose = { readonly language: string | null; readonly characters: number };

/** Measures prose. */
export function proseOf(text: string): Prose {
  return { language: proseLanguage(text), characters: text.length };
}

/**
 * Lists the languages of several proses, main one first; those of less than a fifth of all are left out.
 */
export function proseLanguages(proses: readonly Prose[]): string[] {
  const lengths = new Map<string, number>();
  for (const { language, characters } of proses) {
    if (language !== null) {
      lengths.set(language, (lengths.get(language) ?? 0) + characters);
    }
  }
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  const ordered = [...lengths].sort(([, a], [, b]) => b - a);
  return ordered.filter(([, length]) => length >= total / 5).map(([language]) => language);
}

function latinLanguage(text: string): string | null {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (words.length < MIN_WORDS) {
    return null;
  }
  const shares = Object.entries(STOP_WORDS).map(([language, stops]) => ({
    language,
    share: words.filter(word => stops.has(word)).length / words.length
  }));
  const [best, next] = shares.sort((a, b) => b.share - a.share);
  return best && next && best.share >= MIN_SHARE && best.share >= LEAD * next.share ? best.language : null;
}
