// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Extension } from '@codemirror/state';
import {
  type EditorView,
  type LayerMarker,
  RectangleMarker,
  ViewPlugin,
  type ViewUpdate,
  layer
} from '@codemirror/view';
import { Annotation, EditorSelection } from '@codemirror/state';
import * as Y from 'yjs';
import type { RoomSettings } from '../settings';

type Awareness = {
  readonly clientID: number;
  getStates(): Map<number, unknown>;
  getLocalState(): Record<string, unknown> | null;
  setLocalStateField(field: string, value: unknown): void;
  on(event: 'change', listener: (change: { added: number[]; updated: number[]; removed: number[] }) => void): void;
  off(event: 'change', listener: (change: { added: number[]; updated: number[]; removed: number[] }) => void): void;
};

/** A selection as jupyter-collaboration writes it, so that both see each other. */
type SharedCursor = { anchor: unknown; head: unknown; primary: boolean; empty: boolean };

type Remote = { client: number; name: string; color: string; anchor: number; head: number };

export type CursorOptions = { awareness: Awareness; text: Y.Text; settings: RoomSettings };

/** How long a name stands beside a cursor after it moved. */
const FLAG_MS = 2000;

const CHANGED = Annotation.define<true>();

/** Tells others where this page's cursor is, and draws theirs. */
export function remoteCursors(options: CursorOptions): Extension {
  const moved = new Map<number, number>();
  const above = true;
  return [
    tellCursor(options),
    follow(options, moved),
    layer({
      above: false,
      class: 'jp-Atrium-Selections',
      update: isNew,
      markers: view => remotesIn(options).flatMap(remote => selectionOf(view, remote))
    }),
    layer({
      above,
      class: 'jp-Atrium-Cursors',
      update: isNew,
      markers: view => remotesIn(options).flatMap(remote => cursorOf(view, remote, isFlagged(options, moved, remote)))
    })
  ];
}

function isNew(update: ViewUpdate): boolean {
  return (
    update.docChanged ||
    update.viewportChanged ||
    update.geometryChanged ||
    update.transactions.some(transaction => transaction.annotation(CHANGED) === true)
  );
}

/** Draws again when somebody enters, moves in or leaves this editor; others' moves elsewhere cost nothing here. */
function follow(options: CursorOptions, moved: Map<number, number>): Extension {
  return ViewPlugin.define(view => {
    let drawn = new Map<number, string>();
    let timer: number | undefined;
    const draw = (): void => view.dispatch({ annotations: CHANGED.of(true) });
    const onChange = (): void => {
      const now = new Map(remotesIn(options).map(({ client, anchor, head }) => [client, `${anchor} ${head}`]));
      const different = [...now].filter(([client, at]) => drawn.get(client) !== at);
      if (different.length > 0 || now.size !== drawn.size) {
        different.forEach(([client]) => moved.set(client, Date.now()));
        drawn = now;
        draw();
        window.clearTimeout(timer);
        timer = window.setTimeout(draw, FLAG_MS);
      }
    };
    options.awareness.on('change', onChange);
    // The view cannot be changed while it is made.
    void Promise.resolve().then(onChange);
    return {
      destroy: () => {
        window.clearTimeout(timer);
        options.awareness.off('change', onChange);
      }
    };
  });
}

function isFlagged({ settings }: CursorOptions, moved: Map<number, number>, { client }: Remote): boolean {
  const isRecent = Date.now() - (moved.get(client) ?? 0) < FLAG_MS;
  return settings.nameFlags === 'always' || (settings.nameFlags === 'moving' && isRecent);
}

function tellCursor({ awareness, text }: CursorOptions): Extension {
  return ViewPlugin.define(() => ({
    update: ({ view, docChanged, selectionSet, focusChanged, state }: ViewUpdate) => {
      if (!view.hasFocus || !(docChanged || selectionSet || focusChanged)) {
        return;
      }
      const cursors = state.selection.ranges.map(range => ({
        anchor: Y.createRelativePositionFromTypeIndex(text, range.anchor),
        head: Y.createRelativePositionFromTypeIndex(text, range.head),
        primary: range === state.selection.main,
        empty: range.empty
      }));
      if (JSON.stringify(awareness.getLocalState()?.cursors) !== JSON.stringify(cursors)) {
        awareness.setLocalStateField('cursors', cursors);
      }
    }
  }));
}

function remotesIn({ awareness, text }: CursorOptions): Remote[] {
  return [...awareness.getStates()].flatMap(([client, state]) => {
    const { user, cursors } = (state ?? {}) as { user?: { name?: unknown; color?: unknown }; cursors?: unknown };
    if (client === awareness.clientID || !user || !Array.isArray(cursors)) {
      return [];
    }
    return (cursors as SharedCursor[]).flatMap(cursor => {
      const [anchor, head] = [indexOf(cursor.anchor, text), indexOf(cursor.head, text)];
      const { name, color } = user;
      return anchor === null || head === null
        ? []
        : [{ client, name: typeof name === 'string' ? name : '', color: safeColor(color), anchor, head }];
    });
  });
}

/** Null: in another cell, or no position at all. */
function indexOf(position: unknown, text: Y.Text): number | null {
  if (!text.doc || position === null || typeof position !== 'object') {
    return null;
  }
  const relative = Y.createRelativePositionFromJSON(position);
  const absolute = Y.createAbsolutePositionFromRelativePosition(relative, text.doc);
  return absolute?.type === text ? absolute.index : null;
}

/** Colours come from others: nothing but a colour may reach a style. */
function safeColor(color: unknown): string {
  return typeof color === 'string' && /^(#[0-9a-f]{6}|var\(--jp-collaborator-color[1-7]\))$/i.test(color)
    ? color
    : 'var(--jp-collaborator-color1)';
}

function selectionOf(view: EditorView, { anchor, head, color }: Remote): LayerMarker[] {
  const length = view.state.doc.length;
  if (anchor === head) {
    return [];
  }
  const range = EditorSelection.range(Math.min(anchor, length), Math.min(head, length));
  return RectangleMarker.forRange(view, 'jp-Atrium-Selections-one', range).map(
    marker => new Colored(marker, color, null)
  );
}

function cursorOf(view: EditorView, { head, color, name }: Remote, isFlagged: boolean): LayerMarker[] {
  const cursor = EditorSelection.cursor(Math.min(head, view.state.doc.length));
  const className = `jp-Atrium-Cursors-one${isFlagged ? ' jp-mod-flagged' : ''}`;
  return RectangleMarker.forRange(view, className, cursor).map(marker => new Colored(marker, color, name));
}

/** A rectangle in a person's colour, with their name. */
class Colored implements LayerMarker {
  constructor(
    private readonly _marker: RectangleMarker,
    private readonly _color: string,
    private readonly _name: string | null
  ) {}

  eq(other: Colored): boolean {
    const isSame = this._color === other._color && this._name === other._name;
    return isSame && this._marker.eq(other._marker);
  }

  draw(): HTMLElement {
    const element = this._marker.draw();
    element.style.setProperty('--jp-atrium-peer', this._color);
    if (this._name !== null) {
      const flag = document.createElement('span');
      flag.textContent = this._name;
      flag.dir = 'auto';
      element.append(flag);
    }
    return element;
  }
}
