// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { changeTalk } from './change-talk.ts';

export const editTalk = route(operations.editTalk, call =>
  changeTalk({
    ...call,
    may: message => message.by.id === call.session.person,
    act: (talk, message) => talk.setText(message.id, call.body.text)
  })
);
