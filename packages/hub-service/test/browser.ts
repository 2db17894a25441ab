// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TestService } from './service';

const ORIGIN = 'https://hub-a.example';
const MOST_REDIRECTS = 5;

/** What a page answered. */
export type Visited = {
  status: number;
  /** The address after all redirects, with its path only. */
  path: string;
  headers: Readonly<Record<string, unknown>>;
  body: string;
};

type Headers = Readonly<Record<string, string | undefined>>;

/** A browser of one person: it keeps cookies, follows redirects, and logs in at the hub when it is sent there. */
export class Browser {
  readonly cookies = new Map<string, string>();
  private readonly _test: TestService;
  private readonly _token: string;

  /** @param token - what the hub gives the service after this person's login */
  constructor(test: TestService, token: string) {
    this._test = test;
    this._token = token;
  }

  /** Opens a page as a person does. */
  async open(path: string, headers: Headers = {}): Promise<Visited> {
    let next = path;
    for (let count = 0; count < MOST_REDIRECTS; count++) {
      const answer = await this.ask('GET', next, headers);
      const location = answer.headers.location;
      if (typeof location !== 'string') {
        return answer;
      }
      next = location.includes('/hub/api/oauth2/authorize') ? this._test.hub.letIn(location, this._token) : location;
    }
    throw new Error(`Too many redirects, the last to ${next}`);
  }

  /**
   * Presses a button of a page: sends its form, and opens the page that follows.
   *
   * @param page - as it was opened
   * @param words - on the button, or its label
   * @param typed - what is typed into the form's fields
   */
  async press(page: Visited, words: string, typed: Readonly<Record<string, string>> = {}): Promise<Visited> {
    const { action, fields } = formOf(page.body, words);
    return this.send(action, { ...fields, ...typed });
  }

  /** Sends a form, and opens the page that follows. */
  async send(action: string, fields: Readonly<Record<string, string>>, headers: Headers = {}): Promise<Visited> {
    const answer = await this.ask(
      'POST',
      action,
      { origin: ORIGIN, ...headers },
      new URLSearchParams(fields).toString()
    );
    return typeof answer.headers.location === 'string' ? this.open(answer.headers.location) : answer;
  }

  /** One request, without following it. */
  async ask(method: 'GET' | 'POST', path: string, headers: Headers = {}, payload?: string): Promise<Visited> {
    const all: Headers = {
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''));
    const response = await this._test.service.app.inject({
      method,
      url: path,
      headers: sent as Record<string, string>,
      ...(payload === undefined ? {} : { payload })
    });
    for (const cookie of [response.headers['set-cookie'] ?? []].flat()) {
      this._keep(cookie);
    }
    return { status: response.statusCode, path, headers: response.headers, body: response.body };
  }

  private _keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) {
      this.cookies.delete(name);
    } else {
      this.cookies.set(name, value);
    }
  }
}

/** Finds the form with a button. */
export function formOf(body: string, words: string): { action: string; fields: Record<string, string> } {
  const forms = [...body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const form = forms.find(([, , inside = '']) =>
    new RegExp(`<button[^>]*(?:aria-label="${escaped(words)}"[^>]*>|>${escaped(words)}<)`).test(inside)
  );
  if (!form) {
    throw new Error(`There is no button “${words}” on this page.`);
  }
  const [, attributes = '', inside = ''] = form;
  const inputs = [...inside.matchAll(/<input\b[^>]*>/g)].map(([input]) => [
    attribute(input, 'name'),
    attribute(input, 'value')
  ]);
  const areas = [...inside.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)].map(
    ([, head = '', text = '']) => [attribute(`<x ${head}>`, 'name'), decode(text)]
  );
  return {
    action: attribute(`<x ${attributes}>`, 'action'),
    fields: Object.fromEntries([...inputs, ...areas]) as Record<string, string>
  };
}

function attribute(tag: string, name: string): string {
  return decode(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function decode(text: string): string {
  return text.replace(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&'
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
