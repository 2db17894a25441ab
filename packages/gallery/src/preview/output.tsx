// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';
import { HtmlFrame } from './html-frame';
import { useHost } from './host';
import { bitmapAddress, svgAddress } from './images';
import { Markdown } from './markdown';
import type { MimeBundle, PreviewOutput } from './notebook';
import type { ShownForm } from './shown-form';
import { shownForm } from './shown-form';
import { TerminalText } from './terminal-text';

export type OutputProps = {
  output: PreviewOutput;
  path: string;
  /** Counted from 1. */
  cell: number;
};

/** One output of a cell; nothing of it runs. */
export function Output({ output, path, cell }: OutputProps): JSX.Element {
  switch (output.kind) {
    case 'stream':
      return <TerminalText text={output.text} isError={output.isError} />;
    case 'error':
      return <TerminalText text={output.text} isError />;
    case 'data':
      return <DataOutput form={shownForm(output.data)} metadata={output.metadata} path={path} cell={cell} />;
  }
}

type DataOutputProps = { form: ShownForm; metadata: MimeBundle; path: string; cell: number };

function DataOutput({ form, metadata, path, cell }: DataOutputProps): JSX.Element | null {
  const { trans } = useHost();
  const title = trans.__('Output of cell %1', cell);
  switch (form.kind) {
    case 'html':
      return <HtmlFrame html={form.text} title={title} />;
    case 'svg':
      return <Picture address={svgAddress(form.text)} title={title} size={metadata['image/svg+xml']} />;
    case 'bitmap':
      return <Picture address={bitmapAddress(form.type, form.text)} title={title} size={metadata[form.type]} />;
    case 'latex':
      return <Latex source={form.text} />;
    case 'markdown':
      return <Markdown source={form.text} path={path} />;
    case 'text':
      return <TerminalText text={form.text} />;
    case 'live':
      return (
        <div className="jp-Atrium-Output-live">
          <p className="jp-Atrium-meta">
            {trans.__('Interactive: it comes alive when the cell runs in an opened copy.')}
          </p>
          {form.text !== '' && <TerminalText text={form.text} />}
        </div>
      );
    case 'other':
      return form.type === '' ? null : (
        <p className="jp-Atrium-meta">{trans.__('An output of type %1, which is not shown here.', form.type)}</p>
      );
  }
}

function Picture({
  address,
  title,
  size
}: {
  address: string | null;
  title: string;
  size: unknown;
}): JSX.Element | null {
  const { width, height } = (size ?? {}) as { width?: unknown; height?: unknown };
  return address === null ? null : (
    <img
      className="jp-Atrium-Output-picture"
      src={address}
      alt={title}
      loading="lazy"
      width={typeof width === 'number' ? width : undefined}
      height={typeof height === 'number' ? height : undefined}
    />
  );
}

function Latex({ source }: { source: string }): JSX.Element {
  const { typeset } = useHost();
  const place = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    if (place.current) {
      place.current.textContent = source;
      void typeset?.(place.current);
    }
  }, [source, typeset]);
  return <div ref={place} className="jp-Atrium-Output-latex" dir="ltr" />;
}
