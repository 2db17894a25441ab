// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, WindowedList, WindowedListModel } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { MessageLoop } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import * as React from 'react';
import type { IGallery } from '../tokens';
import type { CardActions } from './card';
import { Card } from './card';
import { answerCardKey } from './card-keys';
import type { Hit } from './model';

const CARD_PX = 73;
const CARD_WITH_SNIPPET_PX = 101;
/** Cards from the end at which the next page is asked for. */
const AHEAD = 25;

/** What a list of cards needs. */
export interface ICardListOptions {
  shared: IGallery;
  ownHub: () => string | null;
  actions: CardActions;
  trans: TranslationBundle;
}

/** One card of the list: an article that can have focus. */
class CardItem extends ReactWidget {
  private readonly _options: ICardListOptions;
  private _hit: Hit | null = null;
  private _index = -1;

  constructor(options: ICardListOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium-Card');
    this.node.setAttribute('role', 'article');
  }

  get hit(): Hit | null {
    return this._hit;
  }

  /** Where in the list it stands. */
  get index(): number {
    return this._index;
  }

  /** Shows a work at its place in the list. */
  setHit(hit: Hit, index: number, total: number, isTabStop: boolean): void {
    const { node } = this;
    this._hit = hit;
    this._index = index;
    node.dataset.work = hit.work.id;
    const own = this._options.actions.ownState(hit.work);
    if (own === undefined) {
      delete node.dataset.own;
    } else {
      node.dataset.own = own;
    }
    node.setAttribute('aria-label', hit.work.card.title);
    node.setAttribute('aria-posinset', `${index + 1}`);
    node.setAttribute('aria-setsize', `${total}`);
    node.tabIndex = isTabStop ? 0 : -1;
  }

  protected override render(): JSX.Element | null {
    const { shared, ownHub, actions, trans } = this._options;
    if (!this._hit) {
      return null;
    }
    const { work, snippet } = this._hit;
    return (
      <Card
        work={work}
        snippet={snippet}
        isCurrent={shared.gallery.current === work.id}
        ownHub={ownHub()}
        copyFolder={shared.mine.copyOf(work)?.folder ?? null}
        covers={shared.covers}
        actions={actions}
        trans={trans}
      />
    );
  }
}

/** Which cards there are; makes only those in view. */
class CardListModel extends WindowedListModel {
  hits: readonly Hit[] = [];
  total = 0;
  /** The card that Tab leads to. */
  active = 0;
  /** Those in view and those that were: a card out of view serves for the next one that comes. */
  private readonly _items: CardItem[] = [];
  /** Stands for cards that are only measured: they are taken for as high as estimated. */
  private readonly _absent = new Widget();
  private _window: readonly [number, number] | null = null;

  constructor(private readonly _options: ICardListOptions) {
    super({ count: 0, overscanCount: 3 });
  }

  estimateWidgetSize = (index: number): number => (this.hits[index]?.snippet ? CARD_WITH_SNIPPET_PX : CARD_PX);

  /** Called for the cards to draw, and to measure any other. */
  widgetRenderer = (index: number): Widget => {
    const hit = this.hits[index];
    const item = hit && (this._items.find(each => each.hit?.work.id === hit.work.id) ?? this._spare(index));
    if (!hit || !item) {
      return this._absent;
    }
    item.setHit(hit, index, this.total, index === this.active);
    return item;
  };

  override getRangeToRender(options?: { virtual?: boolean }): WindowedList.WindowIndex | null {
    this._window = null;
    const range = super.getRangeToRender(options);
    this._window = range && [range[0], range[1]];
    return range;
  }

  /** The cards there are, in view or not. */
  get items(): readonly CardItem[] {
    return this._items;
  }

  /**
   * A card to draw a work on, if it is to be drawn.
   *
   * None is disposed of while the list lives: Lumino would take another one out in its place.
   */
  private _spare(index: number): CardItem | null {
    const [start, stop] = this._window ?? [0, -1];
    if (index < start || index > stop) {
      return null;
    }
    const isWanted = (item: CardItem): boolean =>
      item.index >= start && item.index <= stop && this.hits[item.index]?.work.id === item.hit?.work.id;
    const item = this._items.find(each => !each.isAttached && !isWanted(each)) ?? new CardItem(this._options);
    if (!this._items.includes(item)) {
      this._items.push(item);
    }
    return item;
  }
}

/** The results as a feed: windowed, filled page by page, with one tab stop. */
export class CardList extends WindowedList<CardListModel> {
  private readonly _options: ICardListOptions;
  private readonly _observer = new ResizeObserver(() => this._measure());

  constructor(options: ICardListOptions) {
    super({ model: new CardListModel(options) });
    this._options = options;
    this.addClass('jp-Atrium-CardList');
    this.viewportNode.setAttribute('role', 'feed');
    this.viewportNode.setAttribute('aria-label', options.trans.__('Works'));
    this.outerNode.tabIndex = -1;
  }

  override dispose(): void {
    super.dispose();
    this.viewModel.items.forEach(item => item.dispose());
  }

  /** Shows other cards; keeps its place if they begin with those shown so far. */
  setHits(hits: readonly Hit[], total: number): void {
    const model = this.viewModel;
    const isLonger = model.hits.length > 0 && model.hits[0]?.work.id === hits[0]?.work.id;
    model.hits = hits;
    model.total = total;
    if (!isLonger) {
      model.active = 0;
      this.outerNode.scrollTop = 0;
      model.scrollOffset = 0;
      model.resetAfterIndex(0);
    }
    model.widgetCount = hits.length;
    this.update();
  }

  /** Says whether more is on its way. */
  setBusy(isBusy: boolean): void {
    this.viewportNode.setAttribute('aria-busy', `${isBusy}`);
  }

  /** Draws the cards in view again. */
  redraw(): void {
    this.viewModel.items.filter(item => item.isAttached).forEach(item => item.update());
  }

  /** Moves focus to a card. */
  async focusCard(index: number): Promise<void> {
    const before = this.viewModel.active;
    this.viewModel.active = index;
    await this.scrollToItem(index, 'auto', 0);
    const find = (each: number): HTMLElement | null =>
      this.viewportNode.querySelector(`[data-windowed-list-index="${each}"]`);
    find(before)?.setAttribute('tabindex', '-1');
    const node = find(index) ?? (await frame().then(() => find(index)));
    node?.setAttribute('tabindex', '0');
    node?.focus({ preventScroll: true });
  }

  override handleEvent(event: Event): void {
    switch (event.type) {
      case 'keydown':
        this._onKeyDown(event as KeyboardEvent);
        break;
      case 'click':
        this._onClick(event as MouseEvent);
        break;
      default:
        super.handleEvent(event);
    }
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this.viewportNode.addEventListener('keydown', this);
    this.viewportNode.addEventListener('click', this);
    this._observer.observe(this.node);
  }

  protected override onBeforeDetach(msg: Message): void {
    this.viewportNode.removeEventListener('keydown', this);
    this.viewportNode.removeEventListener('click', this);
    this._observer.disconnect();
    super.onBeforeDetach(msg);
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    // Hidden cards measure nothing.
    this.isParentHidden = true;
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.isParentHidden = false;
    this.update();
  }

  protected override onUpdateRequest(msg: Message): void {
    super.onUpdateRequest(msg);
    void frame().then(() => {
      const last = this.layout?.widgets.at(-1)?.dataset.windowedListIndex;
      if (last !== undefined && Number(last) >= this.viewModel.hits.length - AHEAD) {
        void this._options.shared.gallery.loadMore();
      }
    });
  }

  /** What stands above the list grows and shrinks, and nobody tells a child of its panel. */
  private _measure(): void {
    if (this.isVisible) {
      MessageLoop.sendMessage(this, Widget.ResizeMessage.UnknownSize);
    }
  }

  private _onKeyDown(event: KeyboardEvent): void {
    const index = indexOf(event.target);
    if (index === null || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const { hits } = this.viewModel;
    const { actions } = this._options;
    const onWork = (act: CardActions['openWork']) => (at: number) => {
      const hit = hits[at];
      if (hit) {
        act(hit.work);
      }
    };
    const keys = {
      focus: (at: number) => void this.focusCard(at),
      open: onWork(actions.openWork),
      openCopy: onWork(actions.openCopy)
    };
    if (answerCardKey(event, index, hits.length, keys)) {
      event.preventDefault();
    }
  }

  private _onClick(event: MouseEvent): void {
    const hit = this.viewModel.hits[indexOf(event.target) ?? -1];
    if (hit) {
      this._options.actions.openWork(hit.work);
    }
  }
}

function indexOf(target: EventTarget | null): number | null {
  const item = (target as Element).closest<HTMLElement>('[data-windowed-list-index]');
  return item ? Number(item.dataset.windowedListIndex) : null;
}

/** The list draws in the next frame. */
function frame(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => resolve()));
}
