/** A table as the console has them: dense, framed, whole on one page unless told, and reached by keyboard where it is wider than its place. */
import { Table, type TableProps } from "antd";
import { type RefObject, useEffect, useRef } from "react";

interface Props<Row> extends Omit<TableProps<Row>, "size" | "bordered" | "scroll" | "dataSource"> {
  /** undefined until the service has answered. */
  readonly dataSource: readonly Row[] | undefined;
  /** Long text takes several lines, and the table no more than its place. */
  readonly wraps?: true;
}

/** Nothing is said of there being no rows before the service has answered. */
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

/** For the element around the table: a wide one is scrolled by keyboard even where nothing in it takes the focus. */
function useReachableScroll(): RefObject<HTMLDivElement | null> {
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
