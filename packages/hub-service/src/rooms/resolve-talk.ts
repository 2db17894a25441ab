// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { changeTalk } from './change-talk.ts';
import { MessageNotFoundError } from './errors.ts';

export const resolveTalk = route(operations.resolveTalk, call =>
  changeTalk({
    ...call,
    may: () => true,
    act: (talk, message) => {
      if (message.thread !== null) {
        throw new MessageNotFoundError();
      }
      return talk.resolve(message.id, call.body.isResolved ? call.session.person : null);
    }
  })
);
