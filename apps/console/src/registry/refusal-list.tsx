/** Photos that the registry refused, each beside what our checks on the matter had said. */
import { allCheckIds, checkFacts, findingLine, isCheckId } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { moment } from "../lib/amounts.ts";
import { useSay } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import type { FilterValues } from "../parts/data-list/filters.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";

type Refusal = RouteAnswer<"listRegistryRefusals">["refusals"][number];

/** Of an address, what the list can be narrowed by. */
const known = ({ check, ...days }: FilterValues) => ({
  ...days,
  ...(check !== undefined && isCheckId(check) && { check }),
});

export function RefusalList() {
  const say = useSay();
  const columns: readonly Column<Refusal>[] = [
    { key: "settled", title: { zh: "答复", en: "Answered" }, show: ({ settledAt }) => moment(settledAt) },
    {
      key: "collection",
      title: { zh: "采集编号", en: "Collection" },
      show: ({ collectionId }) => <code>{collectionId}</code>,
    },
    { key: "reason", title: { zh: "退回原因", en: "Reason" }, show: ({ reason }) => say(reason.label) },
    {
      key: "ours",
      title: { zh: "我们的检查当时说", en: "What our checks had said" },
      show: ({ findings }) =>
        findings.length === 0 ? "—" : findings.map((one) => <div key={one.check}>{findingLine(one, say)}</div>),
    },
    { key: "batch", title: { zh: "批次", en: "Batch" }, hidden: true, show: ({ batchId }) => <code>{batchId}</code> },
  ];
  return (
    <DataList
      list="registry-refusals"
      route="listRegistryRefusals"
      inputOf={({ filters, limit, after }) => ({ query: { ...known(filters), ...pageQuery({ limit, after }) } })}
      rowsOf={({ refusals }) => refusals}
      nextOf={({ next }) => next}
      rowKey={({ itemId }) => itemId}
      columns={columns}
      filters={[
        {
          kind: "choice",
          key: "check",
          label: { zh: "检查", en: "Check" },
          options: allCheckIds.map((value) => ({ value, label: checkFacts[value].title })),
        },
        { kind: "day", key: "fromDay", label: { zh: "答复日期从", en: "Answered from" } },
        { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
      ]}
      actions={(filters) => <ExportButton kind="registry-refusals" filters={known(filters)} />}
    />
  );
}
