// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const TITLE_CHARACTERS = 200;
const TEXT_CHARACTERS = 5000;

/** Title and text of a collection as a form sent them; `fault` says what is wrong with them. */
export type Words = { title: string; text: string; fault: string | null };

/** Reads title and text from a form. */
export function readWords(form: URLSearchParams): Words {
  const title = (form.get('title') ?? '').toWellFormed().replace(/\s+/g, ' ').trim();
  const text = (form.get('text') ?? '').toWellFormed().replace(/\r\n?/g, '\n').trim();
  return { title, text, fault: faultOf(title, text) };
}

function faultOf(title: string, text: string): string | null {
  if (title === '') {
    return 'A collection needs a title.';
  }
  if (title.length > TITLE_CHARACTERS) {
    return `This title has ${title.length} characters; ${TITLE_CHARACTERS} fit.`;
  }
  return text.length > TEXT_CHARACTERS
    ? `This text has ${text.length.toLocaleString('en')} characters; ${TEXT_CHARACTERS.toLocaleString('en')} fit.`
    : null;
}
