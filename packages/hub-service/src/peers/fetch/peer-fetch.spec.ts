// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ANSWERS, SPELLINGS } from '../../../test/spellings';
import { systemClock } from '../../clock';
import { FILE_KINDS, type PeerFile } from './kinds';
import { PeerFetch, type PeerRequest } from './peer-fetch';
import { readRules } from './rules';

const PUBLIC = '93.184.216.34';
const servers: Server[] = [];
const peers: PeerFetch[] = [];

afterEach(async () => {
  await Promise.all(peers.splice(0).map(peer => peer.stop()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  }
});

async function serve(listener: RequestListener, host = '127.0.0.1'): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(done => server.listen(0, host, done));
  return (server.address() as AddressInfo).port;
}

function open(port: number): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => done(socket)).once('error', fail);
  });
}

type World = { peer: PeerFetch; dialled: string[]; get: (url: string, more?: Partial<PeerRequest>) => Promise<string> };

/** A world whose every address leads to one server, and which notes the addresses that were connected to. */
async function aWorld(
  listener: RequestListener,
  { resolve = async () => [PUBLIC], ...options }: Partial<PeerFetch.IOptions> = {}
): Promise<World> {
  const port = await serve(listener);
  const dialled: string[] = [];
  const peer = new PeerFetch({
    rules: [],
    proxy: null,
    clock: systemClock,
    resolve,
    dial: async (_to, address) => {
      dialled.push(address);
      return open(port);
    },
    ...options
  });
  peers.push(peer);
  const get = async (url: string, more: Partial<PeerRequest> = {}): Promise<string> => {
    const host = URL.parse(url)?.hostname ?? '';
    const named = new Set([`${host}:443`, `${host}:8443`, `${host}:80`, `${host}:8001`]);
    const hosts = { confirmed: null, named };
    const reply = await peer.read({ url, kind: 'card', hosts, ...more });
    return `${reply.status} ${new TextDecoder().decode(reply.bytes ?? new Uint8Array())}`;
  };
  return { peer, dialled, get };
}

const faultOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'none',
    (error: { fault?: string; message: string }) => error.fault ?? error.message
  );

const hello: RequestListener = (_request, response) => void response.end('hello');

/** Kinds with little patience, for a peer that has all the time. */
const hasty = (kind: Partial<(typeof FILE_KINDS)['card']>): Record<PeerFile, (typeof FILE_KINDS)['card']> => ({
  ...FILE_KINDS,
  card: { ...FILE_KINDS.card, ...kind }
});

describe('where PeerFetch connects', () => {
  it('has more than 300 spellings to try', () => {
    expect(SPELLINGS.length).toBeGreaterThan(300);
    expect(ANSWERS.length).toBeGreaterThan(200);
  });

  it('connects to no forbidden address that stands in a URL, with or without user names', async () => {
    const { dialled, get } = await aWorld(hello);
    for (const spelling of SPELLINGS) {
      expect([spelling, await faultOf(get(`https://${spelling}/x`))]).toEqual([spelling, 'refused']);
      expect([spelling, await faultOf(get(`https://${spelling}:8443/x`))]).toEqual([spelling, 'refused']);
      expect([spelling, await faultOf(get(`https://hub-b.example@${spelling}/x`))]).toEqual([spelling, 'refused']);
      expect([spelling, await faultOf(get(`https://${spelling}%40hub-b.example/x`))]).toEqual([spelling, 'refused']);
    }
    expect(dialled).toEqual([]);
  });

  it('connects to none of them by a redirect', async () => {
    const { dialled, get } = await aWorld((request, response) => {
      response.writeHead(302, { location: decodeURIComponent((request.url ?? '').slice(1)) }).end();
    });
    for (const spelling of SPELLINGS.filter(each => /^[\x20-\x7e]*$/.test(each))) {
      const url = `https://hub-b.example/${encodeURIComponent(`https://${spelling}/`)}`;
      expect([spelling, await faultOf(get(url))]).toEqual([spelling, 'refused']);
    }
    expect(new Set(dialled)).toEqual(new Set([PUBLIC]));
  });

  it('connects to none that DNS answers, alone or beside a good one', async () => {
    let answer: string[] = [];
    let asked = 0;
    const { dialled, get } = await aWorld(hello, { resolve: async () => answer });
    for (const address of ANSWERS) {
      for (answer of [[address], [PUBLIC, address], [address, PUBLIC]]) {
        expect([address, await faultOf(get(`https://hub-${asked++}.example/`))]).toEqual([address, 'refused']);
      }
    }
    expect(dialled).toEqual([]);
  });

  it('connects to none that DNS answers the second time', async () => {
    let turn = 0;
    const { dialled, get } = await aWorld(
      (_request, response) => void response.setHeader('connection', 'close').end(),
      {
        resolve: async () => [turn++ % 2 === 0 ? PUBLIC : (ANSWERS[turn % ANSWERS.length] ?? '')]
      }
    );
    for (const address of ANSWERS) {
      await faultOf(get(`https://hub-b.example/${address}`));
    }
    expect(turn).toBeGreaterThan(ANSWERS.length / 2);
    expect(dialled.filter(address => address !== PUBLIC)).toEqual([]);
  });

  it('takes the next address when the first does not answer', async () => {
    const port = await serve(hello);
    const tried: string[] = [];
    const { get } = await aWorld(hello, {
      resolve: async () => ['1.1.1.1', PUBLIC],
      dial: async (_to, address) => {
        tried.push(address);
        return address === PUBLIC ? open(port) : Promise.reject(new Error('no route'));
      }
    });
    expect(await get('https://hub-b.example/')).toBe('200 hello');
    expect(tried).toEqual(['1.1.1.1', PUBLIC]);
  });

  it.each(['http://hub-b.example/', 'https://hub-b.example:22/', 'ftp://hub-b.example/', 'file:///etc/passwd', 'x'])(
    'refuses %s',
    async url => {
      const { dialled, get } = await aWorld(hello);
      expect(await faultOf(get(url))).toBe('refused');
      expect(dialled).toEqual([]);
    }
  );

  it('lets an unusual port pass only where an admin confirmed it', async () => {
    const { get } = await aWorld(hello);
    const hosts = { confirmed: 'hub-b.example:10443', named: new Set(['hub-b.example:10443', 'hub-c.example:10443']) };
    expect(await get('https://hub-b.example:10443/', { hosts })).toBe('200 hello');
    expect(await faultOf(get('https://hub-c.example:10443/', { hosts }))).toBe('refused');
  });

  it('asks only hosts that were named', async () => {
    const { get } = await aWorld(hello);
    const hosts = { confirmed: null, named: new Set(['hub-b.example:443']) };
    expect(await faultOf(get('https://hub-c.example/', { hosts }))).toBe('refused');
  });

  it('reaches loopback by a rule of the operator, and there only the port and scheme of the rule', async () => {
    const [port, other] = [await serve(hello, '127.0.0.2'), await serve(hello, '127.0.0.2')];
    const peer = new PeerFetch({
      rules: readRules(`http://127.0.0.2:${port}`, []),
      proxy: null,
      clock: systemClock
    });
    peers.push(peer);
    const named = new Set([`127.0.0.2:${port}`, `127.0.0.2:${other}`, `127.0.0.1:${port}`]);
    const read = (url: string) => peer.read({ url, kind: 'card', hosts: { confirmed: null, named } });
    expect((await read(`http://127.0.0.2:${port}/`)).status).toBe(200);
    expect(await faultOf(read(`http://127.0.0.2:${other}/`))).toBe('refused');
    expect(await faultOf(read(`http://127.0.0.1:${port}/`))).toBe('refused');
  });
});

describe('what PeerFetch follows', () => {
  const hop: RequestListener = (request, response) => {
    const left = Number((request.url ?? '').slice(1));
    response.writeHead(left > 0 ? 302 : 200, left > 0 ? { location: `/${left - 1}` } : {}).end('there');
  };

  it('follows three hops to what is named by its digest', async () => {
    const { get } = await aWorld(hop);
    expect(await get('https://hub-b.example/3')).toBe('200 there');
    expect(await faultOf(get('https://hub-b.example/4'))).toBe('bad-reply');
  });

  it('follows none to what is signed', async () => {
    const { get } = await aWorld(hop);
    expect(await faultOf(get('https://hub-b.example/1', { kind: 'checkpoint' }))).toBe('bad-reply');
  });

  it('follows none to where nothing is encrypted', async () => {
    const { get } = await aWorld(
      (_request, response) => void response.writeHead(302, { location: 'http://hub-b.example:8001/' }).end(),
      { rules: readRules('http://hub-b.example:8001', []) }
    );
    expect(await faultOf(get('https://hub-b.example/'))).toBe('refused');
  });
});

describe('what PeerFetch takes', () => {
  it('sends no cookie, no referrer and no credential', async () => {
    let names: string[] = [];
    const { get } = await aWorld((request, response) => {
      names = Object.keys(request.headers);
      response.setHeader('set-cookie', 'a=b').end();
    });
    await get('https://hub-b.example/1');
    await get('https://hub-b.example/2');
    expect(names.sort()).toEqual(['accept-encoding', 'connection', 'host', 'user-agent']);
  });

  it('ends a body that is larger than allowed, though it names no length', async () => {
    let isGone = false;
    const { get } = await aWorld((_request, response) => {
      response.on('close', () => (isGone = true));
      const write = (): void => {
        while (!isGone && response.write(Buffer.alloc(64 * 1024))) {
          // As long as there is room.
        }
        response.once('drain', write);
      };
      write();
    });
    expect(await faultOf(get('https://hub-b.example/'))).toBe('too-large');
  });

  it('does not begin with a body that says it is larger', async () => {
    const { get } = await aWorld((_request, response) => {
      response.writeHead(200, { 'content-length': 10_000_000 }).flushHeaders();
    });
    expect(await faultOf(get('https://hub-b.example/'))).toBe('too-large');
  });

  it('ends a gzip bomb when it has unpacked what is allowed', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { get } = await aWorld((_request, response) => void response.setHeader('content-encoding', 'gzip').end(bomb));
    expect(await faultOf(get('https://hub-b.example/'))).toBe('too-large');
  });

  it('unpacks what is small enough', async () => {
    const { get } = await aWorld(
      (_request, response) => void response.setHeader('content-encoding', 'gzip').end(gzipSync('hello'))
    );
    expect(await get('https://hub-b.example/')).toBe('200 hello');
  });

  it.each(['br', 'zstd', 'gzip, gzip', 'deflate'])('refuses %s, which nobody asked for', async encoding => {
    const { get } = await aWorld(
      (_request, response) => void response.setHeader('content-encoding', encoding).end('x')
    );
    expect(await faultOf(get('https://hub-b.example/'))).toBe('bad-reply');
  });

  it('refuses broken gzip', async () => {
    const { get } = await aWorld((_request, response) => void response.setHeader('content-encoding', 'gzip').end('x'));
    expect(await faultOf(get('https://hub-b.example/'))).toBe('bad-reply');
  });

  it('refuses a body that is shorter than it says', async () => {
    const { get } = await aWorld((request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('short');
      setImmediate(() => request.socket.end());
    });
    expect(await faultOf(get('https://hub-b.example/'))).not.toBe('none');
  });

  it('refuses headers larger than 16 KiB', async () => {
    const { get } = await aWorld((_request, response) => void response.setHeader('x', 'y'.repeat(20_000)).end());
    expect(await faultOf(get('https://hub-b.example/'))).toBe('bad-reply');
  });

  it('refuses a page where a file should be', async () => {
    const { get } = await aWorld((_request, response) => void response.setHeader('content-type', 'text/html').end('x'));
    expect(await faultOf(get('https://hub-b.example/'))).toBe('bad-reply');
    expect(await faultOf(get('https://hub-b.example/', { kind: 'checkpoint' }))).toBe('bad-reply');
  });

  it('refuses a part it did not ask for, and says where one begins that it did', async () => {
    const { peer, get } = await aWorld(
      (_request, response) => void response.writeHead(206, { 'content-range': 'bytes 3-4/5' }).end('lo')
    );
    expect(await faultOf(get('https://hub-b.example/'))).toBe('bad-reply');
    const hosts = { confirmed: null, named: new Set(['hub-b.example:443']) };
    const reply = await peer.read({ url: 'https://hub-b.example/', kind: 'file', hosts, from: 3 });
    expect([reply.status, reply.start]).toEqual([206, 3]);
  });

  it('answers 304 and when to come again', async () => {
    const { peer } = await aWorld(
      (request, response) =>
        void response.writeHead(request.headers['if-none-match'] === '"a"' ? 304 : 503, { 'retry-after': '7' }).end()
    );
    const hosts = { confirmed: null, named: new Set(['hub-b.example:443']) };
    const ask = (etag: string) => peer.read({ url: 'https://hub-b.example/', kind: 'checkpoint', hosts, etag });
    expect(await ask('"a"')).toMatchObject({ status: 304, bytes: null });
    expect(await ask('"b"')).toMatchObject({ status: 503, retryAfter: 7 });
  });
});

describe('how long PeerFetch waits', () => {
  it('ends what sends nothing', async () => {
    const { get } = await aWorld(() => undefined, {
      kinds: hasty({ patience: { totalMs: null, idleMs: 20, leastBytes: 0 } })
    });
    expect(await faultOf(get('https://hub-b.example/'))).toBe('timeout');
  });

  it('ends what comes byte by byte', async () => {
    const { get } = await aWorld(
      (_request, response) => {
        const timer = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(timer));
      },
      { kinds: hasty({ patience: { totalMs: null, idleMs: 200, leastBytes: 64 * 1024 } }) }
    );
    expect(await faultOf(get('https://hub-b.example/'))).toBe('timeout');
  });

  it('ends what takes too long as a whole', async () => {
    const { get } = await aWorld(
      (_request, response) => {
        const timer = setInterval(() => response.write('x'), 5);
        response.on('close', () => clearInterval(timer));
      },
      { kinds: hasty({ patience: { totalMs: 100, idleMs: 10_000, leastBytes: 0 } }) }
    );
    expect(await faultOf(get('https://hub-b.example/'))).toBe('timeout');
  });

  it('ends what does not take the connection', async () => {
    const { get } = await aWorld(hello, {
      connectMs: 20,
      dial: (_to, _address, signal) =>
        new Promise((_done, fail) => signal.addEventListener('abort', () => fail(new Error('too slow'))))
    });
    expect(await faultOf(get('https://hub-b.example/'))).toBe('timeout');
  });

  it('lets a host rest that failed five times, until an admin wants it', async () => {
    let isWell = false;
    const { peer, get } = await aWorld(
      (request, response) => void (isWell ? response.end('well') : request.socket.destroy())
    );
    for (let time = 0; time < 5; time++) {
      expect(await faultOf(get('https://hub-b.example/'))).toBe('unreachable');
    }
    isWell = true;
    expect(await faultOf(get('https://hub-b.example/'))).toBe('resting');
    peer.retry('https://hub-b.example/services/atrium/');
    expect(await get('https://hub-b.example/')).toBe('200 well');
  });

  it('does not ask again at once for what was not there', async () => {
    let asked = 0;
    const { get } = await aWorld((_request, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    expect(await get('https://hub-b.example/')).toBe('404 ');
    expect(await get('https://hub-b.example/')).toBe('404 ');
    expect(asked).toBe(1);
  });
});
