/** A table wider than its place is scrolled by keyboard too, even where nothing in it takes the focus. */
import { type RefObject, useEffect, useRef } from "react";

/** For the element around the table. */
export function useReachableScroll(): RefObject<HTMLDivElement> {
  const around = useRef<HTMLDivElement>(null);
  // After every draw: rows and columns come and go.
  useEffect(() => {
    const scroller = around.current?.querySelector<HTMLElement>(".ant-table-content");
    if (!scroller) return;
    if (scroller.scrollWidth > scroller.clientWidth) scroller.tabIndex = 0;
    else scroller.removeAttribute("tabindex");
  });
  return around;
}
