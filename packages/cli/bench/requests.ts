// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures what a call costs, against bare `node:http` in the same run:
 * `node --conditions=atrium-source packages/cli/bench/requests.ts`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../../hub-service/bench/measure.ts';
import { IS_QUICK, report } from '../../hub-service/bench/row.ts';
import { BareServer } from './bare-server.ts';
import { FakeHub } from './fake-hub.ts';
import { Served, atrium, personEnv } from './programs.ts';

const ROUNDS = IS_QUICK ? 3 : 7;
const CALLS = 2000;
const AT_ONCE = 8;
const WARM_UP = 2;
/** Each may make 600 calls a minute. */
const PEOPLE = 50;
const PORT = 18_437;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
const hub = await FakeHub.start();
const service = await Served.start(join(folder, 'data'), hub.env(PORT));

try {
  const path = `/api/v1/works/${await publishOne()}`;
  const bare = await BareServer.start(folder, await call(PORT, path, 0));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const pair = [await cpuOf(service, PORT, path), await cpuOf(bare, bare.port, path)] as const;
    if (round >= WARM_UP) {
      ours.push(pair[0]);
      theirs.push(pair[1]);
    }
  }
  await bare.stop();
  const ratio = quantile(
    ours.map((cpu, round) => cpu / (theirs[round] ?? NaN)),
    0.5
  );
  report({
    gate: 'P1',
    what: 'GET of one work, with its token ÷ node:http with the same answer; CPU',
    ours: `${quantile(ours, 0.5).toFixed(0)} µs`,
    peer: `${quantile(theirs, 0.5).toFixed(0)} µs`,
    ratio: ratio.toFixed(2),
    bound: '≤ 4',
    isKept: ratio <= 4
  });
} finally {
  agent.destroy();
  await service.stop();
  await hub.stop();
  rmSync(folder, { recursive: true });
}

async function publishOne(): Promise<string> {
  const work = join(folder, 'work');
  mkdirSync(work);
  writeFileSync(join(work, 'README.md'), '# Sea level trends\n\nHow tide gauges tell of the sea.\n');
  const env = {
    ...personEnv(join(folder, 'home'), ''),
    ATRIUM_HUB: `http://127.0.0.1:${PORT}/`,
    ATRIUM_TOKEN: hub.token(0)
  };
  const { output } = await atrium(['publish', work, '--json'], { env });
  return (JSON.parse(output) as { work: string }).work;
}

/** Processor time of a server for one call, in µs. */
async function cpuOf(server: { cpuMs: () => number }, port: number, path: string): Promise<number> {
  const before = server.cpuMs();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < CALLS) {
      next += 1;
      await call(port, path, next % PEOPLE);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return ((server.cpuMs() - before) / CALLS) * 1000;
}

function call(port: number, path: string, person: number): Promise<string> {
  const headers = { authorization: `token ${hub.token(person)}` };
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent }, reply => {
      let body = '';
      reply.setEncoding('utf8').on('data', (part: string) => (body += part));
      reply.on('end', () => (reply.statusCode === 200 ? resolve(body) : reject(new Error(body))));
    }).on('error', reject);
  });
}
