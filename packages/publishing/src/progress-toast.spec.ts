// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Notification } from '@jupyterlab/apputils';
import { Stage, aSealed, refusal, trans } from '../test/fakes';
import { ProgressToast } from './progress-toast';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) {
    await Promise.resolve();
  }
};

/** A publishing under way, of which nothing is in sight unless said so. */
const sending = async (): Promise<{
  stage: Stage;
  sight: { isOn: boolean };
  toast: ProgressToast;
  openWork: jest.Mock;
}> => {
  const stage = new Stage();
  stage.workspace.sealed = null;
  const model = await stage.ready();
  const sight = { isOn: false };
  const openWork = jest.fn();
  const toast = new ProgressToast({ model, isInSight: () => sight.isOn, show: jest.fn(), openWork, trans });
  void model.publish();
  await settle();
  stage.workspace.sends[0]?.job.tell({ phase: 'send', done: 1, total: 2, files: [1, 2] });
  return { stage, sight, toast, openWork };
};

const toasts = (): Notification.INotification[] => Notification.manager.notifications;

afterEach(() => Notification.manager.dismiss());

describe('ProgressToast', () => {
  it('shows one toast with progress while the panel is out of sight', async () => {
    const { stage } = await sending();
    stage.workspace.sends[0]?.job.tell({ phase: 'send', done: 2, total: 2, files: [2, 2] });
    expect(toasts()).toHaveLength(1);
    expect(toasts()[0]?.message).toContain('Sending 2 of 2 files');
    expect(toasts()[0]?.options.actions?.map(action => action.label)).toEqual(['Cancel', 'Show']);
  });

  it('goes when the panel comes into sight', async () => {
    const { sight, toast } = await sending();
    sight.isOn = true;
    toast.refresh();
    expect(toasts()).toEqual([]);
  });

  it('says at the end what was published, and leads to it', async () => {
    const { stage, openWork } = await sending();
    stage.workspace.sends[0]?.job.end(aSealed());
    await settle();
    const [toast] = toasts();
    expect(toast?.type).toBe('success');
    expect(toast?.message).toContain('Published as 1.0.0 for this hub');
    toast?.options.actions?.[0]?.callback(new MouseEvent('click'));
    expect(openWork).toHaveBeenCalled();
  });

  it('says why it stopped', async () => {
    const { stage } = await sending();
    stage.workspace.sends[0]?.job.fail(refusal('ticket-ended'));
    await settle();
    expect(toasts()[0]).toMatchObject({
      type: 'warning',
      message: 'Your session ended while sending. Log in, then press Continue.'
    });
  });

  it('is silent after it was disposed', async () => {
    const { stage, toast } = await sending();
    toast.dispose();
    Notification.manager.dismiss();
    stage.workspace.sends[0]?.job.tell({ phase: 'send', done: 2, total: 2 });
    expect(toasts()).toEqual([]);
  });
});
