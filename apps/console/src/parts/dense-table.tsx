/**
 * Table in the console's style: dense, framed, on one page by default, and scrollable by keyboard where it is too wide.
 */
import { Table, type TableProps } from "antd";
import { type HTMLAttributes, type RefObject, useEffect, useRef } from "react";

/** Table row that opens something, by pointer and by keyboard. */
export const openingRow = (open: () => void): HTMLAttributes<HTMLElement> => ({
  className: "console-row-opens",
  tabIndex: 0,
  onClick: ({ target, currentTarget }) => {
    // A button in the row, or in a dialog opened from it, handles its own clicks.
    const isOwn = target instanceof Element && currentTarget.contains(target);
    if (isOwn && target.closest("a, button, input, label") === null) open();
  },
  onKeyDown: (event) => {
    // Enter on a button inside the row belongs to that button.
    if (event.key === "Enter" && event.target === event.currentTarget) open();
  },
});

interface Props<Row> extends Omit<TableProps<Row>, "size" | "bordered" | "scroll" | "dataSource"> {
  /** undefined until the service has answered. */
  readonly dataSource: readonly Row[] | undefined;
  /** Wraps long text, so that the table stays within its container. */
  readonly wraps?: true;
}

/** No "no rows" text before the service has answered. */
const unanswered = { emptyText: " " };

export function DenseTable<Row extends object>({ wraps, dataSource, ...table }: Props<Row>) {
  const around = useReachableScroll();
  return (
    <div ref={around}>
      <Table<Row>
        size="small"
        bordered
        pagination={false}
        {...(!wraps && { scroll: { x: "max-content" } })}
        {...table}
        {...(dataSource === undefined ? { locale: unanswered } : { dataSource })}
      />
    </div>
  );
}

/** Makes a wide table scrollable by keyboard even where nothing in it takes the focus. */
function useReachableScroll(): RefObject<HTMLDivElement | null> {
  const around = useRef<HTMLDivElement>(null);
  // Rows and columns change with a render, the width also without one.
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
