// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { shownForm } from './shown-form';

describe('shownForm', () => {
  it.each([
    ['HTML before a picture and text', { 'text/html': '<b>', 'image/png': 'A', 'text/plain': 't' }, 'html'],
    ['a picture instead of HTML that is drawn by a script', { 'text/html': '<script>', 'image/png': 'A' }, 'bitmap'],
    ['an SVG before a bitmap', { 'image/svg+xml': '<svg>', 'image/png': 'A' }, 'svg'],
    ['a formula before its text', { 'text/latex': '$x$', 'text/plain': 'x' }, 'latex'],
    ['JSON as text', { 'application/json': { a: 1 } }, 'text'],
    ['a control as something live', { 'application/vnd.jupyter.widget-view+json': {}, 'text/html': '<i>' }, 'live'],
    ['a script as something live', { 'application/javascript': 'alert(1)' }, 'live'],
    ['what it does not know by its type', { 'application/x-evil': 'x' }, 'other']
  ])('is %s', (_, data, kind) => {
    expect(shownForm(data).kind).toBe(kind);
  });

  it('never takes a script for its text', () => {
    expect(shownForm({ 'application/javascript': 'alert(1)', 'text/plain': '<Chart>' })).toEqual({
      kind: 'text',
      text: '<Chart>'
    });
  });
});
