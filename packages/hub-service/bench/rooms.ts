// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures what a room adds to passing messages on: one writes, 199 read, with every edit judged and stored before it is
 * shown; beside it, interleaved, a server that only passes the same messages on.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import WebSocket from 'ws';
import * as Y from 'yjs';
import { quantile, spread } from './measure.ts';
import type { Host } from './room-host.ts';
import { IS_QUICK, report } from './row.ts';

const CONNECTIONS = 200;
const EDITS = 80;
const ROUNDS = IS_QUICK ? 2 : 6;
/** Below what a connection may send. */
const EVERY_MS = 25;
const SYNC = 0;
const AUTH = 2;
const UPDATE = 2;

/** Latencies in ms, and processor time of the host for one message delivered, in µs. */
type Measured = { latencies: number[]; cpu: number[] };
type Contender = { sockets: WebSocket[]; isEdit: (data: Buffer) => boolean };

const host = fork(new URL('./room-host.ts', import.meta.url), [String(CONNECTIONS)], {
  execArgv: ['--conditions=atrium-source', '--disable-warning=ExperimentalWarning']
});
const [place] = (await once(host, 'message')) as [Host];

const edits = editsOf(place);
const rooms = await enterAll(place);
const echo: Contender = { sockets: await Promise.all(place.seats.map(() => connect(place.echo))), isEdit: () => true };
const [ours, theirs]: [Measured, Measured] = [
  { latencies: [], cpu: [] },
  { latencies: [], cpu: [] }
];
for (let round = 0; round < ROUNDS; round++) {
  const messages = edits.slice(round * EDITS, (round + 1) * EDITS);
  await measure(echo, messages, theirs);
  await measure(rooms, messages, ours);
}
const p50 = quantile(ours.latencies, 0.5) / quantile(theirs.latencies, 0.5);
const p95 = quantile(ours.latencies, 0.95) / quantile(theirs.latencies, 0.95);
const cpu = quantile(ours.cpu, 0.5) / quantile(theirs.cpu, 0.5);
report({
  gate: 'P17',
  what: `keystroke to ${CONNECTIONS} pages, judged and stored, p50 / p95`,
  ours: `${spread(ours.latencies)} ms`,
  peer: `${spread(theirs.latencies)} ms echo`,
  ratio: `${p50.toFixed(2)} / ${p95.toFixed(2)}`,
  bound: '≤ 2.5',
  isKept: p50 <= 2.5 && p95 <= 2.5
});
report({
  gate: 'P20',
  what: 'processor time of one delivery',
  ours: `${quantile(ours.cpu, 0.5).toFixed(1)} µs`,
  peer: `${quantile(theirs.cpu, 0.5).toFixed(1)} µs echo`,
  ratio: cpu.toFixed(2),
  bound: '≤ 4',
  isKept: cpu <= 4
});
const expected = ROUNDS * EDITS * CONNECTIONS;
report({
  gate: 'P22',
  what: 'delivered',
  ours: `${((100 * ours.latencies.length) / expected).toFixed(2)} %`,
  peer: '',
  ratio: '',
  bound: '100 %',
  isKept: ours.latencies.length === expected
});
[...rooms.sockets, ...echo.sockets].forEach(socket => socket.terminate());
host.disconnect();

/** One message after the other; each is waited for at every connection. */
async function measure({ sockets, isEdit }: Contender, messages: readonly Uint8Array[], into: Measured): Promise<void> {
  const [writer] = sockets;
  const sent: number[] = [];
  const before = await cpuOf(host);
  const arrived = Promise.all(
    sockets.map(
      socket =>
        new Promise<void>(resolve => {
          let count = 0;
          const hear = (data: Buffer): void => {
            if (isEdit(data)) {
              into.latencies.push(performance.now() - (sent[count] ?? NaN));
              count += 1;
              if (count === messages.length) {
                socket.off('message', hear);
                resolve();
              }
            }
          };
          socket.on('message', hear);
        })
    )
  );
  for (const message of messages) {
    sent.push(performance.now());
    writer?.send(message);
    await new Promise(resolve => setTimeout(resolve, EVERY_MS));
  }
  await arrived;
  into.cpu.push(((await cpuOf(host)) - before) * (1000 / (messages.length * sockets.length)));
}

async function cpuOf(process: ChildProcess): Promise<number> {
  process.send('cpu');
  const [{ cpu: ms }] = (await once(process, 'message')) as [{ cpu: number }];
  return ms;
}

async function enterAll({ rooms: address, seats, origin }: Host): Promise<Contender> {
  const sockets: WebSocket[] = [];
  for (const { name, ticket } of seats) {
    const socket = await connect(address, origin);
    socket.send(write(name, AUTH, 0, encoder => encoding.writeVarString(encoder, ticket)));
    const [answer] = (await once(socket, 'message')) as [Buffer];
    if (kindOf(answer)[0] !== AUTH || kindOf(answer)[1] !== 2) {
      throw new Error('A connection was refused.');
    }
    sockets.push(socket);
  }
  return { sockets, isEdit: data => kindOf(data)[0] === SYNC && kindOf(data)[1] === UPDATE };
}

async function connect(address: string, origin?: string): Promise<WebSocket> {
  const socket = new WebSocket(address, { perMessageDeflate: false, ...(origin ? { origin } : {}) });
  await once(socket, 'open');
  return socket;
}

/** What follows the name of the document. */
function kindOf(data: Buffer): [number | undefined, number | undefined] {
  const length = data[0] ?? 0;
  return [data[1 + length], data[2 + length]];
}

/** All that is typed, as the messages that say so. */
function editsOf({ seats: [seat] }: Host): Uint8Array[] {
  const doc = new Y.Doc();
  doc.clientID = seat?.client ?? 0;
  const messages: Uint8Array[] = [];
  // Keys of the notebook's state: the cell's text is the service's, and this page has not read it.
  doc.on('update', (update: Uint8Array) =>
    messages.push(write(seat?.name ?? '', SYNC, UPDATE, encoder => encoding.writeVarUint8Array(encoder, update)))
  );
  for (let count = 0; count < ROUNDS * EDITS; count++) {
    doc.getMap('state').set('typed', count);
  }
  return messages;
}

function write(name: string, kind: number, step: number, body: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, name);
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint(encoder, step);
  body(encoder);
  return encoding.toUint8Array(encoder);
}
