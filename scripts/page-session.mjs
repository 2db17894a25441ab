// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// A person's browser session in one function: logs in at a hub, follows redirects, keeps cookies, presses buttons of forms.
import { request } from 'node:http';

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'same-origin' };

/**
 * Logs in and answers how to use the service's own pages.
 *
 * @param {{url: string, atrium: string}} hub
 * @returns `open(path)` → the page's text; `press(path, action, fields)` sends the form of that page to `action`;
 *   what it hides is sent along, and `fields` may be a function of the page's text
 */
export async function logIn(hub, username, password) {
  const cookies = new Map();
  const visit = (url, form) => follow(cookies, url, form);
  const login = await visit(`${hub.url}hub/login`);
  const fields = { username, password, _xsrf: /name="_xsrf" value="([^"]+)"/.exec(login.text)?.[1] ?? '' };
  await visit(`${hub.url}hub/login`, fields);
  return {
    open: async path => (await visit(`${hub.atrium}${path}`)).text,
    press: async (path, action, values) => {
      const page = await visit(`${hub.atrium}${path}`);
      const forms = page.text.split('<form').slice(1);
      const form = forms.find(each => each.includes(`action="${new URL(hub.atrium).pathname}${action}"`)) ?? '';
      const hidden = hiddenFields(form.split('</form>')[0]);
      if (!hidden.confirm) {
        throw new Error(`The page ${path} has no form for ${action}; it says: ${words(page.text)}`);
      }
      const given = typeof values === 'function' ? values(page.text) : values;
      return (await visit(`${hub.atrium}${action}`, { ...hidden, ...given })).url;
    }
  };
}

function hiddenFields(form) {
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name, value]) => [name, plain(value)]));
}

/** Text as it was before it was written into the page. */
function plain(text) {
  const signs = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, entity => signs[entity]);
}

async function follow(cookies, url, form) {
  for (let hops = 0; hops < 12; hops++) {
    const reply = await send(cookies, url, form);
    if (reply.status < 300 || reply.status >= 400) {
      if (reply.status >= 400) {
        throw new Error(`${url} answers ${reply.status}: ${words(reply.text)}`);
      }
      return { ...reply, url };
    }
    url = new URL(reply.location, url).href;
    form = undefined;
  }
  throw new Error(`${url} redirects without end.`);
}

function send(cookies, url, form) {
  const body = form && new URLSearchParams(form).toString();
  const headers = {
    ...NAVIGATION,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...(body ? { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin } : {})
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: body ? 'POST' : 'GET', headers }, response => {
      for (const line of response.headers['set-cookie'] ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      let text = '';
      response.setEncoding('utf8');
      response.on('data', data => (text += data));
      response.on('end', () => resolve({ status: response.statusCode, location: response.headers.location, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

function words(text) {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(text)?.[1] ?? text;
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
