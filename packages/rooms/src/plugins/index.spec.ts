// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { commands } from './commands';
import { light } from './light';
import { notebook } from './notebook';
import { panel } from './panel';
import { rooms } from './rooms';
import { setAside } from './set-aside';
import { side } from './side';

describe('the plugins of rooms', () => {
  it('have unique ids, descriptions, and start by themselves', () => {
    const plugins = [commands, light, notebook, panel, rooms, setAside, side];

    expect(plugins.map(plugin => plugin.id)).toEqual([
      '@jupyter-atrium/rooms:commands',
      '@jupyter-atrium/rooms:light',
      '@jupyter-atrium/rooms:notebook',
      '@jupyter-atrium/rooms:panel',
      '@jupyter-atrium/rooms:rooms',
      '@jupyter-atrium/rooms:set-aside',
      '@jupyter-atrium/rooms:side'
    ]);
    expect(plugins.every(plugin => plugin.autoStart === true && plugin.description)).toBe(true);
  });
});
