// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FrontDoor } from '../src/front-door';
import { runService } from '../src/service';
import { socketFetch } from './socket-fetch';

const PREFIX = '/services/atrium/';

describe('starting', () => {
  let folder: string;
  let socket: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atrium-start-'));
    socket = join(folder, 'socket');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const ask = async (path: string): Promise<{ status: number; text: string; retryAfter: string | null }> => {
    const answer = await socketFetch(socket)(path, {});
    return { status: answer.status, text: await answer.text(), retryAfter: answer.headers.get('retry-after') };
  };

  it('answers the hub’s poll before the service is ready', async () => {
    const door = new FrontDoor(PREFIX);
    await door.open({ socket });
    await expect(ask(PREFIX)).resolves.toMatchObject({ status: 200, text: 'Atrium is starting.\n' });
    await expect(ask(`${PREFIX}health/live`)).resolves.toMatchObject({ status: 200 });
    await expect(ask(`${PREFIX}health/ready`)).resolves.toMatchObject({ status: 503, retryAfter: '2' });
    const { status, text } = await ask(`${PREFIX}api/v1/me`);
    expect({ status, code: (JSON.parse(text) as { code: string }).code }).toEqual({
      status: 503,
      code: 'service-busy'
    });
    door.letIn((_, response) => response.end('in'));
    await expect(ask(PREFIX)).resolves.toMatchObject({ status: 200, text: 'in' });
    await door.close();
    await expect(ask(PREFIX)).rejects.toThrow();
  });

  it('serves over a socket whose former owner was killed, and stops when asked', async () => {
    writeFileSync(socket, '');
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const service = await runService(
      {
        version: '1.2.3',
        listen: { socket },
        prefix: PREFIX,
        publicUrl: null,
        data: join(folder, 'data'),
        databaseUrl: null,
        hubName: 'This computer',
        contact: null,
        trustedProxies: [],
        patterns: [],
        peers: { rules: [], proxy: null },
        access: { kind: 'solo', secret: 'secret', username: 'ada' }
      },
      { log }
    );
    await expect(ask(`${PREFIX}health/ready`)).resolves.toMatchObject({ status: 200 });
    const me = await socketFetch(socket, { 'x-atrium-secret': 'secret' })(`${PREFIX}api/v1/me`, {});
    await expect(me.json()).resolves.toMatchObject({ username: 'ada', version: '1.2.3' });
    await service.stop();
    await expect(ask(PREFIX)).rejects.toThrow();
  });

  it('lets go of its port when the data cannot be opened', async () => {
    writeFileSync(join(folder, 'data'), 'no folder');
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const config = {
      version: '1',
      listen: { socket },
      prefix: PREFIX,
      publicUrl: null,
      data: join(folder, 'data'),
      databaseUrl: null,
      hubName: 'x',
      contact: null,
      trustedProxies: [],
      patterns: [],
      peers: { rules: [], proxy: null },
      access: { kind: 'solo' as const, secret: 'secret', username: 'ada' }
    };
    await expect(runService(config, { log })).rejects.toThrow();
    await expect(ask(PREFIX)).rejects.toThrow();
  });
});
