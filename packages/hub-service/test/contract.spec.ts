// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import { routes } from '../src/routes';
import { startService } from './service';

const contract: readonly Operation[] = Object.values(operations);

/** Writes that leave no line in the audit log: another one stands for them, or the room itself shows who did it. */
const UNAUDITED = [
  ...['haveChunks', 'sendChunks', 'putFiles', 'putCover', 'fetchChunks'],
  ...['renewRoomSession', 'postTalk', 'claimRun', 'releaseRun', 'putBlob']
];

describe('the contract', () => {
  it('is served whole, and nothing else is', () => {
    const served = routes.map(({ operation }) => operation.id).sort();
    expect(served).toEqual(contract.map(operation => operation.id).sort());
  });

  it('is served at the addresses it names', async () => {
    const test = await startService();
    const missing = contract.filter(
      ({ method, path }) => !test.service.app.hasRoute({ method, url: `/services/atrium/api/v1${path}` })
    );
    expect(missing.map(operation => operation.id)).toEqual([]);
    await test.stop();
  });

  it('writes an audit row for each act', () => {
    const silent = contract.filter(operation => operation.method !== 'GET' && operation.audit === null);
    expect(silent.map(operation => operation.id).filter(id => !UNAUDITED.includes(id))).toEqual([]);
  });

  it('changes nothing by GET', () => {
    const writing = contract.filter(operation => operation.method === 'GET' && operation.rate === 'write');
    expect(writing).toEqual([]);
  });
});
