/** The registry: its refusals beside our checks, the refused photos, the batches. */
import { Tabs } from "antd";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { BatchList } from "./batch-list.tsx";
import { RefusalList } from "./refusal-list.tsx";
import { RefusedByCheck } from "./refused-by-check.tsx";
import { registryWords } from "./registry-words.ts";

const views = ["findings", "refusals", "batches"] as const;

export default function RegistryPage() {
  const t = useWords(registryWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "findings";
  const pages = { findings: RefusedByCheck, refusals: RefusalList, batches: BatchList };
  const Shown = pages[view];
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key, check: null, batch: null })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      <Shown />
    </Page>
  );
}
