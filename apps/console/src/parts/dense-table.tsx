/** A table as the console has them: dense, framed, whole on one page unless told, and reached by keyboard where it is wider than its place. */
import { Table, type TableProps } from "antd";
import { useReachableScroll } from "./use-reachable-scroll.ts";

interface Props<Row> extends Omit<TableProps<Row>, "size" | "bordered" | "scroll"> {
  /** Long text takes several lines, and the table no more than its place. */
  readonly wraps?: true;
}

export function DenseTable<Row extends object>({ wraps, ...table }: Props<Row>) {
  const around = useReachableScroll();
  return (
    <div ref={around}>
      <Table<Row>
        size="small"
        bordered
        pagination={false}
        {...(!wraps && { scroll: { x: "max-content" } })}
        {...table}
      />
    </div>
  );
}
