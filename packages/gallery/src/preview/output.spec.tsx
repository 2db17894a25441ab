// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { fakeBrowser } from '../../test/browser';
import { trans } from '../../test/fakes';
import type { IPreviewHost } from './host';
import { PreviewHost } from './host';
import type { MimeBundle, PreviewOutput } from './notebook';
import { Output } from './output';

fakeBrowser();

const HOST = { trans, theme: 'light', typeset: null, parseMarkdown: null } as unknown as IPreviewHost;

function show(output: PreviewOutput): HTMLElement {
  const { container } = render(
    <PreviewHost value={HOST}>
      <Output output={output} path="a.ipynb" cell={7} />
    </PreviewHost>
  );
  return container;
}

function data(bundle: MimeBundle, metadata: MimeBundle = {}): PreviewOutput {
  return { kind: 'data', data: bundle, metadata };
}

describe('Output', () => {
  it('folds text at 24 lines and shows all when asked', () => {
    const text = Array.from({ length: 60 }, (_, index) => `line ${index}`).join('\n');
    const shown = show({ kind: 'stream', isError: false, text });
    const folded = shown.querySelector('pre')?.textContent?.split('\n').length;

    fireEvent.click(screen.getByRole('button', { name: 'Show all 60 lines' }));

    expect([folded, shown.querySelector('pre')?.textContent?.split('\n').length]).toEqual([24, 60]);
  });

  it('shows HTML in a frame that has no origin, no forms, no way out', () => {
    show(data({ 'text/html': '<table><tbody><tr><td>1</td></tr></tbody></table>' }));

    const frame = screen.getByTitle('Output of cell 7');
    expect(frame.getAttribute('sandbox')).toBe('allow-scripts');
    expect(frame.getAttribute('srcdoc')).toContain("default-src 'none'");
  });

  it('listens to its own frame only', () => {
    show(data({ 'text/html': '<p>x</p>' }));
    const frame = screen.getByTitle<HTMLIFrameElement>('Output of cell 7');

    fireEvent(window, new MessageEvent('message', { data: { atriumHeight: 300 }, source: window }));
    const ignored = frame.style.height;
    fireEvent(window, new MessageEvent('message', { data: { atriumHeight: 300 }, source: frame.contentWindow }));

    expect([ignored, frame.style.height]).toEqual(['60px', '300px']);
  });

  it('folds a tall frame', () => {
    show(data({ 'text/html': '<p>x</p>' }));
    const frame = screen.getByTitle<HTMLIFrameElement>('Output of cell 7');
    fireEvent(window, new MessageEvent('message', { data: { atriumHeight: 9000 }, source: frame.contentWindow }));
    const folded = frame.style.height;

    fireEvent.click(screen.getByRole('button', { name: 'Show the whole output' }));

    expect([folded, frame.style.height]).toEqual(['480px', '9000px']);
  });

  it('shows pictures with their words and size', () => {
    show(data({ 'image/png': 'iVBO\nRw0K' }, { 'image/png': { width: 300 } }));

    const picture = screen.getByRole<HTMLImageElement>('img', { name: 'Output of cell 7' });
    expect([picture.getAttribute('src'), picture.width]).toEqual(['data:image/png;base64,iVBORw0K', 300]);
  });

  it('shows no picture that is not base64', () => {
    expect(show(data({ 'image/png': '"><script>' })).querySelector('img')).toBeNull();
  });

  it('shows an SVG as the source of an image, where its scripts stay dead', () => {
    const shown = show(data({ 'image/svg+xml': '<svg onload="alert(1)"/>' }));

    expect(shown.querySelector('svg')).toBeNull();
    expect(shown.querySelector('img')?.getAttribute('src')).toMatch(/^data:image\/svg\+xml;/);
  });

  it('says that a control needs a running notebook', () => {
    show(data({ 'application/vnd.jupyter.widget-view+json': {}, 'text/plain': 'IntSlider(value=3)' }));

    expect(screen.getByText(/comes alive when the cell runs/)).toBeTruthy();
    expect(screen.getByText('IntSlider(value=3)')).toBeTruthy();
  });

  it('never shows a script', () => {
    expect(show(data({ 'application/javascript': 'window.pwned = 1' })).textContent).not.toContain('pwned');
  });

  it('names a type it does not show', () => {
    show(data({ 'application/vnd.vega.v5+json': {} }));

    expect(screen.getByText(/application\/vnd.vega.v5\+json/)).toBeTruthy();
  });
});
