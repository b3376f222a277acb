/** List of the service with filters and page in the address, using keyset pagination. */
import type {
  Bilingual,
  ExportKind,
  FilePart,
  Filter,
  FilterValuesOf,
  ItemOf,
  List,
} from "@gradphoto/domain";
import type { JsonRouteName, RouteAnswer } from "@gradphoto/domain/client";
import { Button, Empty, Flex, Tabs } from "antd";
import type { ReactNode } from "react";
import type { Input } from "../../lib/client.ts";
import { hasRole, useStaff } from "../../lib/staff.ts";
import { useAnswer } from "../../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../../lib/words.ts";
import { DenseTable, openingRow } from "../dense-table.tsx";
import { ExportButton } from "../export-button.tsx";
import { ProblemNote } from "../problem.tsx";
import { Filters, screenFilters } from "./filters.tsx";
import { parseFilters } from "./parse-filters.ts";
import { type Cells, keyOf, nextOf, screenColumns } from "./screen-columns.tsx";
import { useAddress, withDays } from "./use-address.ts";

const words = wordsOf(
  {
    first: "回到第一页",
    before: "上一页",
    next: "下一页",
    noMatch: "没有符合条件的记录",
    retry: "刷新",
    all: "全部",
  },
  {
    first: "First page",
    before: "Previous",
    next: "Next",
    noMatch: "Nothing matches",
    retry: "Refresh",
    all: "All",
  },
);

/** A list that is displayed as a page. */
export interface ScreenList<Name extends JsonRouteName> extends List {
  readonly route: Name;
  readonly empty: Bilingual;
  readonly file?: FilePart<ExportKind, string>;
}

/** Query of a list: the active filters and the page. */
export type ListQuery<Of extends List> = FilterValuesOf<Of> & {
  readonly limit: number;
  /** `next` of the previous page. */
  readonly after?: string;
};

export interface DataListProps<
  Name extends JsonRouteName,
  Of extends List,
  Row extends ItemOf<Of>,
> {
  readonly list: Of & ScreenList<Name>;
  readonly inputOf: (query: ListQuery<Of>) => Input<Name>;
  readonly rowsOf: (answer: RouteAnswer<Name>) => readonly Row[];
  /** Special columns, and columns that this page renders differently from their kind. */
  readonly cells: Cells<Of, Row>;
  /** Columns and filters that are useless to this person. */
  readonly without?: readonly ((keyof Of["columns"] | keyof Of["filters"]) & string)[];
  readonly open?: (row: Row) => void;
  /** Content above the table that depends on the answer and on the filters of its query. */
  readonly above?: (answer: RouteAnswer<Name>, values: FilterValuesOf<Of>) => ReactNode;
  /** The same below it: what is read, not acted on, leaves the first row in sight. */
  readonly below?: (answer: RouteAnswer<Name>, values: FilterValuesOf<Of>) => ReactNode;
  /** Shows the filter `state` as tabs. The counts are of all states, whichever is chosen. */
  readonly countsOf?: (answer: RouteAnswer<Name>) => readonly StateCount[];
  /** Adds a reload button to a long list that people keep open. */
  readonly refreshes?: true;
  /** Filters of the exported file in addition to the active ones. */
  readonly fileFilters?: (values: FilterValuesOf<Of>) => Readonly<Record<string, string | number>>;
}

interface StateCount {
  readonly state: string;
  readonly count: number;
}

const pageRows = 50;
/** A page that loads faster shows no loading sign. */
const unseenMs = 200;

export function DataList<Name extends JsonRouteName, const Of extends List, Row extends ItemOf<Of>>(
  props: DataListProps<Name, Of, Row>,
) {
  const {
    list,
    inputOf,
    rowsOf,
    cells,
    without = [],
    open,
    above,
    below,
    countsOf,
    fileFilters,
    refreshes,
  } = props;
  const { name, route, file } = list;
  const t = useWords(words);
  const translate = useTranslate();
  const staff = useStaff();
  const filters = screenFilters(list, without);
  const columns = screenColumns<Row>(list, cells, without);
  const {
    values: inAddress,
    change,
    after,
    before: previous,
    goFirst,
    goToPrevious,
    goNext,
  } = useAddress(filters.map(([key]) => key));
  const values = parseFilters<Of>(list, inAddress);
  const { value, isEarlier, isOutdated, problem, loading, refetch } = useAnswer(
    route,
    inputOf({ ...values, limit: pageRows, ...(after !== null && { after }) }),
    { about: JSON.stringify([name, inputOf({ ...parseFilters<Of>(list, {}), limit: pageRows })]) },
  );
  const next = value === undefined || isEarlier ? null : nextOf(value);
  const noRows = Object.keys(values).length > 0 ? t.noMatch : translate(list.empty);
  const fields = countsOf ? filters.filter(([key]) => key !== "state") : filters;
  /** Figures of the previous page are hidden, but take their space. */
  const ofAnswer = (part: typeof above) => {
    const content = value === undefined ? null : part?.(value, values);
    return content && <div style={{ visibility: isEarlier ? "hidden" : "visible" }}>{content}</div>;
  };
  return (
    <Flex vertical gap={8} className="console-list">
      {countsOf && (
        <StateTabs
          filter={list.filters.state}
          counts={value === undefined ? [] : countsOf(value)}
          chosen={inAddress.state ?? all}
          choose={(state) => change({ state: state === all ? null : state })}
        />
      )}
      <Flex gap={8} wrap align="center">
        <Filters
          filters={fields}
          values={inAddress}
          change={(key, to) => change(withDays(inAddress, key, to))}
        />
        <Flex gap={8} wrap style={{ marginInlineStart: "auto" }}>
          {file && hasRole(staff, file.roles ?? list.roles) && (
            <ExportButton kind={file.kind} filters={{ ...values, ...fileFilters?.(values) }} />
          )}
          {refreshes && <Button onClick={refetch}>{t.retry}</Button>}
        </Flex>
      </Flex>
      <ProblemNote problem={problem} refetch={refetch} />
      {ofAnswer(above)}
      <DenseTable<Row>
        loading={{
          spinning: loading && (value === undefined || isEarlier || isOutdated),
          delay: unseenMs,
        }}
        rowKey={(row) => keyOf(list, row)}
        dataSource={value && rowsOf(value)}
        locale={{ emptyText: <Empty description={noRows} /> }}
        columns={columns.map(({ key, title, show, isNumber, column: { width, acts } }) => ({
          key,
          title: translate(title),
          ...(isNumber && { align: "right" as const }),
          ...(width !== undefined && { width }),
          ...(acts && { fixed: "end" as const }),
          render: (_: unknown, row: Row) => show(row),
        }))}
        {...(open && { onRow: (row: Row) => openingRow(() => open(row)) })}
      />
      <Flex gap={8} justify="flex-end">
        {after !== null && <Button onClick={goFirst}>{t.first}</Button>}
        <Button disabled={previous.length === 0} onClick={goToPrevious}>
          {t.before}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && goNext(next)}>
          {t.next}
        </Button>
      </Flex>
      {ofAnswer(below)}
    </Flex>
  );
}

interface TabsProps {
  readonly filter: Filter | undefined;
  readonly counts: readonly StateCount[];
  readonly chosen: string;
  readonly choose: (state: string) => void;
}

const all = "all";

/** States that nothing is in are left out. */
function StateTabs({ filter, counts, chosen, choose }: TabsProps) {
  const t = useWords(words);
  const translate = useTranslate();
  const tabs = (filter?.kind === "choice" ? filter.options : []).flatMap(({ value, label }) => {
    const count = counts.find(({ state }) => state === value)?.count ?? 0;
    return count === 0 && value !== chosen
      ? []
      : [{ key: value, label: `${translate(label)} ${count}` }];
  });
  return (
    <Tabs
      size="small"
      activeKey={chosen}
      onChange={choose}
      items={[{ key: all, label: t.all }, ...tabs]}
    />
  );
}
