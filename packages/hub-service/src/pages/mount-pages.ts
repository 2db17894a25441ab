// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { makeConfirm } from '../auth/confirm.ts';
import type { Session } from '../auth/session.ts';
import { BadRequestError, NotLoggedInError, type ServiceError } from '../errors.ts';
import { noteFault, refusalOf } from '../refusals.ts';
import { doAct } from './do-act.ts';
import { type Frame, writePage } from './frame.ts';
import { demandOwnForm, demandPageVisit } from './guard.ts';
import { type Markup, markup } from './markup.ts';
import { SESSION_TARGET } from './end-session.ts';
import type { Act, Page, PageCall, Target, View } from './page.ts';
import type { PagePorts } from './ports.ts';
import { publicPlace } from './public/subject.ts';
import { refusalView } from './refusal-view.ts';
import { demandRight } from './right.ts';
import { STYLE_SOURCE } from './style.ts';
import { PAGES, type PageRow } from './table.ts';

/** A form is a title, a text and a token. */
const FORM_BYTES = 128 * 1024;

/** Headers of every page; nothing is loaded from anywhere, nothing runs. */
const HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${STYLE_SOURCE}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'noopener-allow-popups',
  // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY'
} as const;

type Visit = FastifyRequest & { session: Session | null };

/** Serves the pages and their acts below the prefix, and everything there that is no API as a page that says so. */
export function mountPages(
  app: FastifyInstance,
  ports: PagePorts,
  { pages, acts }: { pages: readonly Page[]; acts: readonly Act[] }
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(body))
  );
  app.decorateRequest('session', null);
  app.setErrorHandler((error: FastifyError | ServiceError, request, reply) => refusePage(ports, error, request, reply));
  for (const { row, show } of pages) {
    mountRow(app, ports, row, async call => {
      const view = await show(call);
      return isReply(view, call.reply) ? call.reply : send(ports, view, call.session, call.reply);
    });
  }
  for (const act of acts) {
    mountRow(app, ports, act.row, async call => {
      const { request, reply, session } = call;
      const outcome = await doAct(act, { ...call, form: formOf(request) });
      return 'view' in outcome
        ? send(ports, outcome.view, session, reply)
        : reply.redirect(`${ports.config.prefix}${outcome.next}`, 303);
    });
  }
}

function mountRow(
  app: FastifyInstance,
  ports: PagePorts,
  row: PageRow,
  answer: (call: PageCall) => Promise<FastifyReply>
): void {
  app.route({
    method: row.method,
    url: row.path,
    config: { page: row },
    // Before the body is read.
    onRequest: async (request, reply) => {
      if (row.isOpen) {
        await ports.rates.takeTree(request.ip);
        return;
      }
      if (isProgram(request) && (await leadToPublic(ports, row, request, reply))) {
        return;
      }
      demandPageVisit(ports.config, request);
      if (row.method === 'POST') {
        demandOwnForm(ports.config, request);
      }
      await admit(ports, row, request as Visit, reply);
    },
    handler: async (request, reply) => answer(callOf(ports, request as Visit, reply))
  });
}

/** Finds who comes, sends them to log in if nobody does, and asks whether they may. */
async function admit(ports: PagePorts, row: PageRow, visit: Visit, reply: FastifyReply): Promise<void> {
  if (row.right === 'none') {
    await ports.rates.takeFailure(visit.ip);
    return;
  }
  visit.session = await ports.logins.find(visit);
  if (visit.session) {
    await ports.rates.take(row.rate, visit.session.caller.person);
    demandRight(visit.session.caller, row.right, ports.config.contact);
    return;
  }
  await ports.rates.takeFailure(visit.ip);
  if (await leadToPublic(ports, row, visit, reply)) {
    return;
  }
  if (row.method === 'POST') {
    throw new NotLoggedInError('Your session has ended, so nothing was done. Log in again, then repeat it.');
  }
  const { location, cookies } = await ports.logins.begin(visit);
  await reply.header('set-cookie', cookies).redirect(location, 302);
}

/** A search engine, a reference manager: browsers say what they open. */
function isProgram({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-mode'] === undefined && headers['sec-fetch-dest'] === undefined;
}

/** Leads who is not logged in from the page of a public work to the one for anybody; not who wants to log in. */
async function leadToPublic(
  ports: PagePorts,
  row: PageRow,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<boolean> {
  const [, query = ''] = request.url.split('?');
  if (row.id !== PAGES.work.id || new URLSearchParams(query).has('login')) {
    return false;
  }
  await ports.rates.takeTree(request.ip);
  const { work = '' } = request.params as Record<string, string>;
  const place = await publicPlace(ports, work);
  if (place !== null) {
    await reply.redirect(`${ports.config.prefix}${place}${query === '' ? '' : `?${query}`}`, 302);
  }
  return place !== null;
}

function callOf(ports: PagePorts, request: Visit, reply: FastifyReply): PageCall {
  const { session } = request;
  return {
    params: request.params as Record<string, string>,
    query: new URLSearchParams(request.url.split('?')[1] ?? ''),
    session: session as Session,
    caller: (session as Session)?.caller,
    ports,
    request,
    reply,
    confirm: (act, target) => confirmField(ports, session, act, target)
  };
}

function confirmField(
  { key, clock }: PagePorts,
  session: Session | null,
  act: PageRow,
  { object, version }: Pick<Target<unknown>, 'object' | 'version'>
): Markup {
  const token = makeConfirm(key, clock, {
    session: session?.id ?? '',
    act: act.id,
    object: JSON.stringify(object),
    version
  });
  return markup`<input type="hidden" name="confirm" value="${token}">`;
}

function formOf(request: FastifyRequest): URLSearchParams {
  return request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
}

function isReply(view: View | FastifyReply, reply: FastifyReply): view is FastifyReply {
  return view === reply;
}

function send(ports: PagePorts, view: View, session: Session | null, reply: FastifyReply): FastifyReply {
  const frame: Frame = {
    config: ports.config,
    caller: session?.caller ?? null,
    leave: session && confirmField(ports, session, PAGES.endSession, SESSION_TARGET)
  };
  return reply
    .headers(HEADERS)
    .code(view.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(writePage(view, frame));
}

/** Answers a visit that failed with a page that says why, and the way out. */
export function refusePage(
  ports: PagePorts,
  error: FastifyError | ServiceError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  const known = refusalOf(error) ?? misreadOf(error);
  if (!known) {
    noteFault(ports, error, request);
  }
  if (known?.retryAfter) {
    reply.header('retry-after', known.retryAfter);
  }
  const message = `Something went wrong in this hub’s Atrium; it was noted as ${request.id}. Try again in a minute.`;
  const view = refusalView(ports.config, known ?? { code: 'internal-error', message });
  return send(ports, view, (request as Visit).session ?? null, reply);
}

/** A form that is none, or too long. */
function misreadOf({ statusCode = 500 }: Partial<FastifyError>): ServiceError | null {
  return statusCode >= 400 && statusCode < 500
    ? new BadRequestError('This form cannot be read. Open the page again.')
    : null;
}
