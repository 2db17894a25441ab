// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { removeMath, replaceMath } from '@jupyterlab/rendermime';
import * as React from 'react';
import type { IPreviewHost } from './host';
import { useHost } from './host';
import { imageType } from './images';
import type { MimeBundle } from './notebook';
import { IMAGE_PATH, LINK_HEADING, LINK_PATH, safeMarkdown } from './safe-markdown';

const MOST_CHARACTERS = 1024 * 1024;
const MOST_FORMULA_CHARACTERS = 20_000;

export type MarkdownProps = {
  source: string;
  /** The path of the file it stands in. */
  path: string;
  attachments?: Readonly<Record<string, MimeBundle>>;
  /** Goes to a heading of the same file. */
  goToHeading?: ((name: string) => void) | undefined;
};

const NONE = {};

/** Markdown as safe nodes; until they are there, and where there is no parser, its text. */
export function Markdown({ source, path, attachments = NONE, goToHeading }: MarkdownProps): JSX.Element {
  const host = useHost();
  const place = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    const element = place.current;
    if (!element) {
      return;
    }
    element.textContent = source.slice(0, MOST_CHARACTERS);
    if (!host.parseMarkdown || source.length > MOST_CHARACTERS) {
      element.classList.add('jp-mod-plain');
      return;
    }
    const images = new Images(host);
    let isShown = true;
    void draw(source, host.parseMarkdown, html =>
      safeMarkdown(html, { path, attachments, hasFile: name => host.hasFile(name) })
    ).then(async drawn => {
      if (isShown) {
        element.replaceChildren(drawn.fragment);
        images.fill(element);
        await (drawn.hasFormulas ? host.typeset?.(element) : undefined);
      }
    });
    return () => {
      isShown = false;
      images.dispose();
    };
  }, [source, path, attachments, host]);
  const follow = (event: React.SyntheticEvent): void => {
    const link = (event.target as Element).closest(`[${LINK_PATH}], [${LINK_HEADING}]`);
    const file = link?.getAttribute(LINK_PATH);
    const heading = link?.getAttribute(LINK_HEADING);
    if (file) {
      host.openFile(file);
    } else if (heading) {
      goToHeading?.(heading);
    }
  };
  return (
    <div
      ref={place}
      className="jp-Atrium-Markdown jp-RenderedHTMLCommon"
      dir="auto"
      onClick={follow}
      onKeyDown={event => event.key === 'Enter' && follow(event)}
    />
  );
}

type Drawn = { fragment: DocumentFragment; hasFormulas: boolean };

async function draw(
  source: string,
  parse: (source: string) => Promise<string>,
  makeSafe: (html: string) => DocumentFragment
): Promise<Drawn> {
  // Diagrams would be drawn outside any sandbox: their source is shown instead.
  const { text, math } = removeMath(source.replace(/^(\s*(?:`{3,}|~{3,})\s*)mermaid\b/gm, '$1text'));
  const html = replaceMath(await parse(text), math);
  const characters = math.reduce((sum, formula) => sum + formula.length, 0);
  return { fragment: makeSafe(html), hasFormulas: characters > 0 && characters <= MOST_FORMULA_CHARACTERS };
}

/** Images of the work in a piece of Markdown: read with the page's token, shown as `blob:` addresses. */
class Images {
  private readonly _urls: string[] = [];
  private _isDisposed = false;

  constructor(private readonly _host: IPreviewHost) {}

  fill(element: HTMLElement): void {
    element.querySelectorAll<HTMLImageElement>(`[${IMAGE_PATH}]`).forEach(image => void this._read(image));
  }

  dispose(): void {
    this._isDisposed = true;
    this._urls.forEach(url => URL.revokeObjectURL(url));
  }

  private async _read(image: HTMLImageElement): Promise<void> {
    const path = image.getAttribute(IMAGE_PATH) ?? '';
    try {
      const bytes = await this._host.readFile(path);
      if (!this._isDisposed) {
        const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: imageType(path) ?? '' }));
        this._urls.push(url);
        image.src = url;
      }
    } catch {
      image.replaceWith(image.alt || path);
    }
  }
}
