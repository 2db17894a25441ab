// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as React from 'react';

/** Whether an element has come near the view; stays true. */
export function useIsNear(place: React.RefObject<Element>, margin = '200px'): boolean {
  const [isNear, setNear] = React.useState(false);
  React.useEffect(() => {
    const element = place.current;
    if (isNear || !element) {
      return;
    }
    const observer = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && setNear(true), {
      rootMargin: margin
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, place, margin]);
  return isNear;
}
