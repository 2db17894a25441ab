// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';

/** One tab of a list. */
export type TabItem = {
  id: string;
  title: string;
  /** How many things the tab holds, shown quietly. */
  count?: string | undefined;
  /** What waits for the person there, as a badge; with words for those who do not see it. */
  badge?: { count: string; label: string } | undefined;
};

export type TabListProps = {
  /** Names the list for screen readers. */
  label: string;
  tabs: readonly TabItem[];
  current: string | null;
  /** Begins the ids of tabs and of the panels they control. */
  idPrefix: string;
  onSelect: (id: string) => void;
};

/** The id of the element a tab controls. */
export function tabPanelId(idPrefix: string, tab: string): string {
  return `${idPrefix}-panel-${tab}`;
}

/** The id of a tab itself. */
export function tabId(idPrefix: string, tab: string): string {
  return `${idPrefix}-tab-${tab}`;
}

/** A row of tabs with one tab stop; arrows, Home and End move and choose. */
export function TabList(props: TabListProps): JSX.Element {
  const { tabs, current, idPrefix, onSelect } = props;
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>): void => {
    const index = nextIndex(event, tabs.length);
    const next = index === null ? undefined : tabs[index];
    if (next) {
      event.preventDefault();
      onSelect(next.id);
      event.currentTarget.querySelector<HTMLElement>(`#${CSS.escape(tabId(idPrefix, next.id))}`)?.focus();
    }
  };
  return (
    <div className="jp-Atrium-TabList" role="tablist" aria-label={props.label} onKeyDown={onKeyDown}>
      {tabs.map(tab => (
        <button
          key={tab.id}
          id={tabId(idPrefix, tab.id)}
          type="button"
          role="tab"
          className="jp-Atrium-TabList-tab"
          aria-selected={tab.id === current}
          aria-controls={tabPanelId(idPrefix, tab.id)}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          <span className="jp-Atrium-TabList-title" data-title={tab.title}>
            {tab.title}
          </span>
          {tab.count !== undefined && <span className="jp-Atrium-TabList-count">{tab.count}</span>}
          {tab.badge && (
            <span className="jp-Atrium-TabList-badge" role="img" aria-label={tab.badge.label}>
              {tab.badge.count}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

/** Where a key leads from the tab that has focus; null if it is none of ours. */
function nextIndex(event: React.KeyboardEvent<HTMLElement>, length: number): number | null {
  const tabs = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]'));
  const index = tabs.findIndex(tab => tab === event.target);
  if (index < 0) {
    return null;
  }
  const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  switch (event.key) {
    case 'ArrowRight':
      return (index + (isRtl ? length - 1 : 1)) % length;
    case 'ArrowLeft':
      return (index + (isRtl ? 1 : length - 1)) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return null;
  }
}
