// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest, aWork } from '@jupyter-atrium/api/testing';
import { FakeAtrium, aWorkspace, settle } from '../../test/fakes';
import { MineModel } from '../mine/model';
import { OtherPages, type PageChannel } from './other-pages';

const COPY = {
  ...{ copy: 'c', folder: 'stat101', work: aWork().url, title: 'Statistics 101', label: '1.3.0' },
  ...{ manifest: aDigest('1'), toDecide: 0, openedAt: 1 }
};

/** A page, and what it was told to show anew. */
function aPage(): { atrium: FakeAtrium; channel: PageChannel; follow: jest.Mock } {
  const atrium = new FakeAtrium({ listMine: jest.fn(async () => ({ published: [], drafts: [] })) });
  const channel: PageChannel = { postMessage: jest.fn(), onmessage: null };
  const follow = jest.fn(async () => false);
  const mine = new MineModel(atrium, aWorkspace({ copies: async () => [COPY] }));
  void new OtherPages({ atrium, channel, documents: { follow }, saved: { of: () => null }, mine });
  return { atrium, channel, follow };
}

describe('OtherPages', () => {
  it('tells the others of every act on a work or copy, and nothing about it', () => {
    const { atrium, channel } = aPage();

    atrium.announce('w1');

    expect((channel.postMessage as jest.Mock).mock.calls).toEqual([[null]]);
  });

  it('shows documents of copies as they are now, when another page changed something, and tells nobody', async () => {
    const { channel, follow } = aPage();

    channel.onmessage?.call(channel as BroadcastChannel, new MessageEvent('message'));
    await settle();

    expect(follow.mock.calls).toMatchObject([['stat101', {}]]);
    expect(channel.postMessage).not.toHaveBeenCalled();
  });

  it('tells the others once more when it saved what was unsaved here', async () => {
    const { channel, follow } = aPage();
    follow.mockResolvedValueOnce(true);

    channel.onmessage?.call(channel as BroadcastChannel, new MessageEvent('message'));
    await settle();

    expect(channel.postMessage).toHaveBeenCalledTimes(1);
  });
});
