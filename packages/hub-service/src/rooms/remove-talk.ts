// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { changeTalk } from './change-talk.ts';

export const removeTalk = route(operations.removeTalk, async call => {
  const { session } = call;
  await changeTalk({
    ...call,
    may: message => message.by.id === session.person || session.role === 'owner',
    act: (talk, message) => talk.remove(message.id)
  });
});
