/** A list of the service: filters and page in the address, columns of choice, saved views, page by page by keyset. */
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { Button, Checkbox, Dropdown, Empty, Flex } from "antd";
import type { ReactNode } from "react";
import type { Input } from "../../lib/client.ts";
import { useAnswer } from "../../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../../lib/words.ts";
import { DenseTable } from "../dense-table.tsx";
import { openingRow } from "../opening-row.ts";
import { ProblemNote } from "../problem.tsx";
import { type Column, useColumns } from "./columns.ts";
import { type Filter, Filters, type FilterValues } from "./filters.tsx";
import { SavedViews } from "./saved-views.tsx";
import { useAddress } from "./use-address.ts";

const words = wordsOf(
  {
    columns: "显示列",
    first: "回到第一页",
    before: "上一页",
    next: "下一页",
    empty: "这里还没有记录",
    noMatch: "没有符合条件的记录",
    again: "刷新",
  },
  {
    columns: "Columns",
    first: "First page",
    before: "Previous",
    next: "Next",
    empty: "Nothing here yet",
    noMatch: "Nothing matches",
    again: "Refresh",
  },
);

export interface ListPage {
  readonly filters: FilterValues;
  /** `next` of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

interface Props<Name extends JsonRouteName, Row extends object> {
  /** Under which columns and views are kept. */
  readonly list: string;
  readonly route: Name;
  readonly inputOf: (page: ListPage) => Input<Name>;
  readonly rowsOf: (answer: RouteAnswer<Name>) => readonly Row[];
  readonly nextOf: (answer: RouteAnswer<Name>) => string | null;
  readonly rowKey: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly filters: readonly Filter[];
  readonly open?: (row: Row) => void;
  /** What stands above the table and depends on the answer. */
  readonly above?: (answer: RouteAnswer<Name>) => ReactNode;
  /** What stands beside the filters, as the export of what they show. */
  readonly actions?: (filters: FilterValues) => ReactNode;
}

const pageRows = 50;
/** A page that comes sooner is not worth a sign. */
const unseenMs = 200;

export function DataList<Name extends JsonRouteName, Row extends object>(props: Props<Name, Row>) {
  const { list, route, inputOf, rowsOf, nextOf, rowKey, columns, filters, open, above, actions } = props;
  const t = useWords(words);
  const say = useSay();
  const { values, change, after, before, goFirst, goBefore, goNext } = useAddress(filters.map(({ key }) => key));
  const { chosen, choose, shown } = useColumns(list, columns);
  const { value, isEarlier, problem, loading, refetch } = useAnswer(
    route,
    inputOf({ filters: values, after: after ?? undefined, limit: pageRows }),
    { about: JSON.stringify([list, inputOf({ filters: {}, after: undefined, limit: pageRows })]) },
  );
  const next = value === undefined || isEarlier ? null : nextOf(value);
  const isNarrowed = Object.keys(values).length > 0;
  const cleared = Object.fromEntries(filters.map(({ key }) => [key, null]));
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <Filters filters={filters} values={values} change={(key, to) => change({ [key]: to })} />
        <Flex gap={8} wrap style={{ marginInlineStart: "auto" }}>
          {actions?.(values)}
          <SavedViews list={list} values={values} open={(kept) => change({ ...cleared, ...kept })} />
          <Dropdown
            trigger={["click"]}
            popupRender={() => (
              <div className="console-popup">
                <Checkbox.Group
                  value={[...chosen]}
                  onChange={(keys) => choose(columns.map(({ key }) => key).filter((key) => keys.includes(key)))}
                  options={columns.map(({ key, title }) => ({ value: key, label: say(title) }))}
                  className="console-column-choice"
                />
              </div>
            )}
          >
            <Button>{t.columns}</Button>
          </Dropdown>
          <Button onClick={refetch}>{t.again}</Button>
        </Flex>
      </Flex>
      <ProblemNote problem={problem} refetch={refetch} />
      {value !== undefined && above !== undefined && (
        // Figures of the page before are not shown above this one; their place is kept.
        <div style={{ visibility: isEarlier ? "hidden" : "visible" }}>{above(value)}</div>
      )}
      <DenseTable<Row>
        loading={{ spinning: loading && (value === undefined || isEarlier), delay: unseenMs }}
        rowKey={rowKey}
        dataSource={value === undefined ? [] : [...rowsOf(value)]}
        locale={{
          // Nothing is said before the service has answered.
          emptyText: value !== undefined && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={isNarrowed ? t.noMatch : t.empty} />
          ),
        }}
        columns={shown.map(({ key, title, show, number, width, acts }) => ({
          key,
          title: say(title),
          ...(number && { align: "right" as const }),
          ...(width !== undefined && { width }),
          ...(acts && { fixed: "end" as const }),
          render: (_: unknown, row: Row) => show(row),
        }))}
        {...(open && { onRow: (row: Row) => openingRow(() => open(row)) })}
      />
      <Flex gap={8} justify="flex-end">
        {after !== null && <Button onClick={goFirst}>{t.first}</Button>}
        <Button disabled={before.length === 0} onClick={goBefore}>
          {t.before}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && goNext(next)}>
          {t.next}
        </Button>
      </Flex>
    </Flex>
  );
}
