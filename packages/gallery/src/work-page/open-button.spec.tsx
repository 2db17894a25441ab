// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { aRefusal, trans } from '../../test/fakes';
import type { OpenButtonProps } from './open-button';
import { OpenButton } from './open-button';

function show(fields: Partial<OpenButtonProps> = {}): OpenButtonProps {
  const props: OpenButtonProps = {
    opening: null,
    copyFolder: null,
    update: null,
    obstacle: null,
    openCopy: jest.fn(),
    openAnother: jest.fn(),
    goToCopy: jest.fn(),
    cancel: jest.fn(),
    trans,
    ...fields
  };
  render(<OpenButton {...props} />);
  return props;
}

describe('OpenButton', () => {
  it('opens a copy', () => {
    const { openCopy } = show();

    fireEvent.click(screen.getByRole('button', { name: 'Open a copy' }));

    expect(openCopy).toHaveBeenCalledTimes(1);
  });

  it('shows how that goes, and can be cancelled', () => {
    const { cancel } = show({ opening: { work: 'w', files: [3, 9], error: null } });

    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));

    expect(screen.getByRole('progressbar').textContent).toBe('Opening… 3 of 9 files');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('33');
    expect(screen.getByRole('status').textContent).toBe('25 %');
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('leads to the copy that is there, and still offers another', () => {
    const { goToCopy, openAnother } = show({ copyFolder: 'courses/glacier-melt' });

    fireEvent.click(screen.getByRole('button', { name: 'Go to your copy' }));
    fireEvent.click(screen.getByRole('button', { name: 'Open another copy' }));

    expect(screen.getByText('courses/glacier-melt')).toBeTruthy();
    expect([goToCopy, openAnother].map(act => (act as jest.Mock).mock.calls.length)).toEqual([1, 1]);
  });

  it('says what went wrong, and can be pressed again', () => {
    show({ opening: { work: 'w', files: [0, 0], error: aRefusal('no-space') } });

    expect(screen.getByRole('alert').textContent).toBe('No: no-space.');
    expect(screen.getByRole('button', { name: 'Open a copy' })).toBeTruthy();
  });

  it('stays focusable with the reason why it cannot be pressed', () => {
    const { openCopy } = show({ obstacle: 'This is somebody else’s server.' });
    const button = screen.getByRole('button');

    fireEvent.click(button);

    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain('somebody');
    expect(openCopy).not.toHaveBeenCalled();
  });

  it('leads first to the update that waits for the copy', () => {
    const update = { label: '1.4.0', isAtOnce: false, review: jest.fn() };
    const { goToCopy } = show({ copyFolder: 'courses/glacier-melt', update });

    const [first, second] = screen.getAllByRole('button');
    fireEvent.click(first as HTMLElement);
    fireEvent.click(second as HTMLElement);

    expect(first?.textContent).toBe('Review update 1.4.0');
    expect([update.review, goToCopy].map(act => (act as jest.Mock).mock.calls.length)).toEqual([1, 1]);
  });
});
