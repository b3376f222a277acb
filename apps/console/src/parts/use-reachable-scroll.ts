/** A table wider than its place is scrolled by keyboard too, even where nothing in it takes the focus. */
import { type RefObject, useEffect, useRef } from "react";

/** For the element around the table. */
export function useReachableScroll(): RefObject<HTMLDivElement> {
  const around = useRef<HTMLDivElement>(null);
  // After every draw, and whenever the window gets narrower: rows, columns and room come and go.
  useEffect(() => {
    const scroller = around.current?.querySelector<HTMLElement>(".ant-table-content");
    if (!scroller) return;
    const mark = (): void => {
      if (scroller.scrollWidth > scroller.clientWidth) scroller.tabIndex = 0;
      else scroller.removeAttribute("tabindex");
    };
    const observer = new ResizeObserver(mark);
    observer.observe(scroller);
    return () => observer.disconnect();
  });
  return around;
}
