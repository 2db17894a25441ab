// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UUID } from '@lumino/coreutils';
import * as React from 'react';
import { useIsNear } from '../use-is-near';
import { useHost } from './host';
import { frameDocument } from './safe-frame';

const FIRST_PX = 60;
/** As tall as 24 lines. */
const FOLD_PX = 480;
/** No frame grows for ever, whatever its styles say. */
const MOST_PX = 20_000;

/** HTML of an output in a frame without origin; made when it comes near the view. */
export function HtmlFrame({ html, title }: { html: string; title: string }): JSX.Element {
  const { theme, trans } = useHost();
  const place = React.useRef<HTMLDivElement>(null);
  const frame = React.useRef<HTMLIFrameElement>(null);
  const isNear = useIsNear(place, '600px');
  const [isOpen, setOpen] = React.useState(false);
  const height = useHeight(frame);
  const document = React.useMemo(
    () => (isNear ? frameDocument(html, UUID.uuid4()) : ''),
    // The theme's values are written into the document.
    [html, isNear, theme]
  );
  if (document === null) {
    return <p className="jp-Atrium-meta">{trans.__('This output shows nothing until it runs in an opened copy.')}</p>;
  }
  const isFolded = height > FOLD_PX && !isOpen;
  return (
    <div ref={place} className="jp-Atrium-HtmlFrame" dir="ltr">
      {document !== '' && (
        <iframe
          ref={frame}
          key={theme}
          title={title}
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
          srcDoc={document}
          style={{ height: isFolded ? FOLD_PX : Math.min(height, MOST_PX) }}
        />
      )}
      {isFolded && (
        <button type="button" className="jp-Atrium-link" onClick={() => setOpen(true)}>
          {trans.__('Show the whole output')}
        </button>
      )}
    </div>
  );
}

/** What the frame tells of its height; only its own window is listened to. */
function useHeight(frame: React.RefObject<HTMLIFrameElement>): number {
  const [height, setHeight] = React.useState(FIRST_PX);
  React.useEffect(() => {
    const onMessage = (event: MessageEvent): void => {
      const told = (event.data as { atriumHeight?: unknown } | null)?.atriumHeight;
      if (event.source === frame.current?.contentWindow && typeof told === 'number' && told >= 0) {
        setHeight(Math.ceil(told));
      }
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  }, [frame]);
  return height;
}
