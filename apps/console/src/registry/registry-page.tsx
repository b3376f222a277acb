/** Registry: its refusals next to our checks, the refused photos, the batches. */
import {
  type Bilingual,
  batchList,
  checkWords,
  findingLine,
  isCheckId,
  isRegistryBatchState,
  isRegistryItemState,
  registryBatchStates,
  registryItemStates,
  registryRefusalList,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Descriptions, Tabs } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useJoinList, useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { RefusedByCheck } from "./refused-by-check.tsx";
import { registryWords } from "./registry-words.ts";

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

/** Batches for the registry, latest first; a row opens its photos with the registry's answer to each. */
function BatchList() {
  const { values, showInDrawer } = useAddress(["batch"]);
  return (
    <>
      <DataList
        list={batchList}
        inputOf={(query) => ({ query })}
        rowsOf={({ batches }) => batches}
        cells={{
          state: ({ state }) => <BatchState state={state} />,
          accepted: ({ counts }) => counts.accepted,
          refused: ({ counts }) => counts.refused,
          open: ({ counts }) => counts.open,
        }}
        open={({ batchId }) => showInDrawer({ batch: batchId })}
      />
      {values.batch !== undefined && (
        <BatchDrawer batchId={values.batch} close={() => showInDrawer({ batch: null })} />
      )}
    </>
  );
}

function BatchDrawer({ batchId, close }: { readonly batchId: string; readonly close: () => void }) {
  const t = useWords(registryWords);
  const translate = useTranslate();
  const listed = useJoinList();
  const { value, problem, refetch } = useAnswer("readRegistryBatch", { params: { batchId } });
  return (
    <SideDialog size={1160} title={t.batch(batchId)} close={close}>
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
        loading={!value && !problem}
        dataSource={value?.items}
        locale={{ emptyText: t.empty }}
        columns={[
          { title: t.collection, render: (_, { collectionId }) => <ShortId id={collectionId} /> },
          { title: t.state, render: (_, { state }) => <ItemState state={state} /> },
          { title: t.receipt, render: (_, { receipt }) => receipt ?? t.nothing },
          {
            title: t.reason,
            render: (_, { reason }) => (reason === null ? t.nothing : translate(reason.label)),
          },
          {
            title: t.ownChecks,
            render: (_, { findingIds }) =>
              listed(findingIds.map((id) => translate(checkTitle(id)))) || t.nothing,
          },
          { title: t.settled, render: (_, { settledAt }) => moment(settledAt) },
        ]}
      />
    </SideDialog>
  );
}

/** A check of an older version, which has no title, appears by its id. */
const checkTitle = (id: string): Bilingual =>
  isCheckId(id) ? checkWords[id].title : { zh: id, en: id };

/** Photos that the registry refused, each with the results of our checks on the same matter. */
function RefusalList() {
  const translate = useTranslate();
  return (
    <DataList
      list={registryRefusalList}
      inputOf={(query) => ({ query })}
      rowsOf={({ refusals }) => refusals}
      cells={{
        reason: ({ reason }) => translate(reason.label),
        findings: ({ findings }) =>
          findings.length === 0
            ? "—"
            : findings.map((one) => <div key={one.check}>{findingLine(one, translate)}</div>),
      }}
    />
  );
}

const views = ["findings", "refusals", "batches"] as const;

export default function RegistryPage() {
  const t = useWords(registryWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "findings";
  const pages = { findings: RefusedByCheck, refusals: RefusalList, batches: BatchList };
  const Visible = pages[view];
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key, check: null, batch: null })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      <Visible />
    </Page>
  );
}
