// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Browser, type Visited } from './browser';
import { fetchTree, linesOf, publishedEntries } from './network';
import { publish } from './publish';
import { type TestOptions, type TestService, startService } from './service';

const ROOT = '/services/atrium';
const ON = 'Turn the network on';

describe('the network page', () => {
  let test: TestService;
  let ada: Browser;
  const start = async (options: TestOptions = {}): Promise<void> => {
    test = await startService(options);
    ada = new Browser(test, test.hub.inPages('ada', ['custom:atrium:admin']));
  };
  afterEach(() => test.stop());

  const open = (): Promise<Visited> => ada.open(`${ROOT}/network`);
  const printed = ({ body }: Visited): string => /<pre class="copy">([^<]*)/.exec(body)?.[1] ?? '';

  it('turns the network on once the recovery key is on paper', async () => {
    await start();
    await publish(test.as('alice'), { 'a.txt': 'ice' }, { audience: 'network' });
    const page = await open();
    const done = await ada.press(page, ON, { typed: printed(page).slice(-4).toUpperCase() });
    expect(done).toMatchObject({ status: 200, path: `${ROOT}/network` });
    expect(done.body).toContain('Other hubs can follow this one.');
    expect(done.body).toContain('1 work, 1 release');
    expect(done.body).toMatch(/<pre class="copy">([a-z2-7]{4} ?){8}</);
    expect(linesOf(await publishedEntries(test))).toEqual(['hub', 'publish 1.0.0']);
  });

  it('keeps the private half of the recovery key nowhere', async () => {
    await start();
    const page = await open();
    const words = printed(page);
    const { fields } = formFields(page);
    expect(JSON.stringify(fields)).not.toContain(words.slice(0, 9));
    await ada.press(page, ON, { typed: words.slice(-4) });
    expect((await open()).body).not.toContain(words.slice(0, 9));
    const audit = await test.service.context.audit.before(Number.MAX_SAFE_INTEGER, 10);
    expect(audit.find(row => row.act === 'network.on')).toMatchObject({
      object: 'hub-a.example/services/atrium/fed/1/log/1'
    });
  });

  it('turns nothing on while the letters are wrong, and shows another key', async () => {
    await start();
    const page = await open();
    const again = await ada.press(page, ON, { typed: 'zzzz' });
    expect(again.status).toBe(422);
    expect(again.body).toContain('nothing was turned on');
    expect(printed(again)).not.toBe(printed(page));
    expect((await fetchTree(test, 'hub.json')).status).toBe(404);
  });

  it('does not turn it on twice', async () => {
    await start();
    const [first, second] = [await open(), await open()];
    await ada.press(first, ON, { typed: printed(first).slice(-4) });
    await ada.press(second, ON, { typed: printed(second).slice(-4) });
    expect((await test.service.context.entries.head())?.generation).toBe(1);
    expect(test.service.context.keys.read()).toHaveLength(1);
  });

  it('says what is missing where the public address is not set', async () => {
    await start({ config: { publicUrl: null } });
    const { body } = await open();
    expect(body).toContain('Set ATRIUM_PUBLIC_URL');
    expect(body).not.toContain(ON);
  });

  it('says why nothing is signed', async () => {
    await start();
    const page = await open();
    await ada.press(page, ON, { typed: printed(page).slice(-4) });
    test.service.context.keys.write([]);
    await publish(test.as('alice'), { 'a.txt': 'ice' }, { audience: 'network' });
    await test.service.context.hubLog.publish();
    expect((await open()).body).toContain('Nothing is signed.');
    expect((await ada.open(`${ROOT}/health`)).body).toContain('Nothing is signed');
  });

  it('is for administrators', async () => {
    await start();
    const alice = new Browser(test, test.hub.inPages('alice'));
    expect((await alice.open(`${ROOT}/network`)).status).toBe(403);
  });
});

function formFields({ body }: Visited): { fields: string[] } {
  const form = /<form method="post" action="[^"]*network">([\s\S]*?)<\/form>/.exec(body)?.[1] ?? '';
  return { fields: [...form.matchAll(/value="([^"]*)"/g)].map(match => match[1] ?? '') };
}
