/** Batches for the registry, latest first; a row opens its photos with the registry's answer to each. */
import {
  type Bilingual,
  checkFacts,
  isCheckId,
  isRegistryBatchState,
  isRegistryItemState,
  registryBatchStates,
  registryItemStates,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Descriptions, Drawer } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { registryWords } from "./registry-words.ts";

type Batch = RouteAnswer<"listRegistryBatches">["batches"][number];
type Item = RouteAnswer<"readRegistryBatch">["items"][number];

function BatchState({ state }: { readonly state: string }) {
  if (!isRegistryBatchState(state)) return state;
  const { tone, ...label } = registryBatchStates[state];
  return <ToneTag tone={tone} label={label} />;
}

function ItemState({ state }: { readonly state: string }) {
  if (!isRegistryItemState(state)) return state;
  const { tone, ...label } = registryItemStates[state];
  return <ToneTag tone={tone} label={label} />;
}

const columns: readonly Column<Batch>[] = [
  { key: "created", title: { zh: "建立", en: "Created" }, show: ({ createdAt }) => moment(createdAt) },
  { key: "state", title: { zh: "状态", en: "State" }, show: ({ state }) => <BatchState state={state} /> },
  { key: "accepted", title: { zh: "接收", en: "Accepted" }, number: true, show: ({ counts }) => counts.accepted },
  { key: "refused", title: { zh: "退回", en: "Refused" }, number: true, show: ({ counts }) => counts.refused },
  { key: "open", title: { zh: "待答复", en: "Waiting" }, number: true, show: ({ counts }) => counts.open },
  { key: "sent", title: { zh: "发送", en: "Sent" }, show: ({ sentAt }) => moment(sentAt) },
  { key: "settled", title: { zh: "答复完", en: "Answered" }, show: ({ settledAt }) => moment(settledAt) },
  { key: "receipt", title: { zh: "回执", en: "Receipt" }, show: ({ receipt }) => receipt ?? "—" },
  { key: "tries", title: { zh: "已试", en: "Tries" }, number: true, show: ({ tries }) => tries },
  { key: "fault", title: { zh: "最近一次故障", en: "Last fault" }, show: ({ lastFault }) => lastFault ?? "—" },
];

export function BatchList() {
  const { values, showBeside } = useAddress(["batch"]);
  return (
    <>
      <DataList
        list="registry-batches"
        route="listRegistryBatches"
        inputOf={({ limit, after }) => ({ query: pageQuery({ limit, after }) })}
        rowsOf={({ batches }) => batches}
        nextOf={({ next }) => next}
        rowKey={({ batchId }) => batchId}
        columns={columns}
        filters={[]}
        open={({ batchId }) => showBeside({ batch: batchId })}
      />
      {values.batch !== undefined && <BatchDrawer batchId={values.batch} close={() => showBeside({ batch: null })} />}
    </>
  );
}

function BatchDrawer({ batchId, close }: { readonly batchId: string; readonly close: () => void }) {
  const t = useWords(registryWords);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("readRegistryBatch", { params: { batchId } });
  return (
    <Drawer open size={1160} title={t.batch(batchId)} onClose={close}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value && (
        <Descriptions
          size="small"
          column={2}
          style={{ marginBottom: 16 }}
          items={[
            { key: "state", label: t.state, children: <BatchState state={value.state} /> },
            { key: "receipt", label: t.receipt, children: value.receipt ?? t.nothing },
            { key: "sent", label: t.sent, children: moment(value.sentAt) },
            { key: "settled", label: t.settled, children: moment(value.settledAt) },
            { key: "tries", label: t.tries, children: value.tries },
            { key: "fault", label: t.fault, children: value.lastFault ?? t.nothing },
          ]}
        />
      )}
      <DenseTable<Item>
        rowKey="itemId"
        dataSource={[...(value?.items ?? [])]}
        locale={{ emptyText: t.empty }}
        columns={[
          { title: t.item, render: (_, { collectionId }) => <code>{collectionId}</code> },
          { title: t.state, render: (_, { state }) => <ItemState state={state} /> },
          { title: t.receipt, render: (_, { receipt }) => receipt ?? t.nothing },
          { title: t.reason, render: (_, { reason }) => (reason === null ? t.nothing : say(reason.label)) },
          {
            title: t.ours,
            render: (_, { findingIds }) => findingIds.map((id) => say(checkTitle(id))).join("、") || t.nothing,
          },
          { title: t.settled, render: (_, { settledAt }) => moment(settledAt) },
        ]}
      />
    </Drawer>
  );
}

/** One of an older table is shown as it is. */
const checkTitle = (id: string): Bilingual => (isCheckId(id) ? checkFacts[id].title : { zh: id, en: id });
