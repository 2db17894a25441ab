// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestService } from '../../hub-service/test/service';
import type { World } from '../src/command';

/** The address of the service in specs. */
export const HUB = 'https://hub-a.example/services/atrium/';

/** A person's folders, and all that the program said. */
export type TestWorld = World & {
  fetch: NonNullable<World['fetch']>;
  /** The person's home, removed by `clean`. */
  home: string;
  printed: string[];
  reported: string[];
  /** Questions put to the person. */
  asked: string[];
  stop: AbortController;
  clean: () => void;
};

/** Makes a world in a temporary folder; nobody is at the terminal. */
export function makeWorld(overrides: Partial<TestWorld> = {}): TestWorld {
  const home = mkdtempSync(join(tmpdir(), 'atrium-home-'));
  const printed: string[] = [];
  const reported: string[] = [];
  const world: TestWorld = {
    env: { HOME: home },
    version: '0.0.0',
    folder: home,
    print: line => printed.push(line),
    report: line => reported.push(line),
    showProgress: null,
    ask: null,
    readInput: async () => '',
    untilStopped: () => world.stop.signal,
    fetch: async () => Promise.reject(new Error('There is no network here.')),
    now: () => Date.now(),
    ...overrides,
    home,
    printed,
    reported,
    asked: [],
    stop: new AbortController(),
    clean: () => rmSync(home, { recursive: true, force: true })
  };
  return world;
}

/** Makes the world of a person who may call a service. */
export function worldOf(service: TestService, person: string, overrides: Partial<TestWorld> = {}): TestWorld {
  const world = makeWorld({ fetch: fetchFrom(service), ...overrides });
  return Object.assign(world, {
    env: { ...world.env, ATRIUM_HUB: HUB, ATRIUM_TOKEN: service.hub.own(person), ...overrides.env }
  });
}

/** Lets somebody answer at the terminal, always the same. */
export function answering(world: TestWorld, answer: string): TestWorld {
  return Object.assign(world, {
    ask: async (question: string) => {
      world.asked.push(question);
      return answer;
    }
  });
}

/** Calls a service without a network. */
export function fetchFrom({ service }: TestService): NonNullable<World['fetch']> {
  return async (address, init) => {
    init.signal?.throwIfAborted();
    const { pathname, search } = new URL(address);
    const response = await service.app.inject({
      url: `${pathname}${search}`,
      method: (init.method ?? 'GET') as 'GET',
      headers: init.headers as Record<string, string>,
      ...(init.body
        ? { payload: typeof init.body === 'string' ? init.body : Buffer.from(init.body as Uint8Array) }
        : {})
    });
    const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const body = response.statusCode === 204 ? null : new Uint8Array(response.rawPayload);
    return new Response(body, { status: response.statusCode, headers });
  };
}

/** Writes files below a folder, making folders as needed. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
  }
}

/** A notebook with a heading and one code cell; further fields go into the code cell. */
export function notebook(title: string, source: string, cell: Record<string, unknown> = {}): string {
  const cells = [
    {
      cell_type: 'markdown',
      id: 'head',
      metadata: {},
      source: [`# ${title}\n`, '\n', 'How much ice was lost since then?']
    },
    { cell_type: 'code', id: 'code', metadata: {}, execution_count: null, outputs: [], source: [source], ...cell }
  ];
  const metadata = { kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** A small course: a notebook, code, data. */
export const COURSE = {
  'index.ipynb': notebook('Glacier melt', 'import numpy'),
  'week1/lab.ipynb': notebook('Lab', 'import xarray'),
  'week1/melt.py': 'print("melt")\n',
  'data/ice.csv': 'year,ice\n2000,1\n'
} as const;
