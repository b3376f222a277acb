/** The photo specs in three tabs: one spec, two compared, and another limit of a check tried on stored reports. */
import { Tabs } from "antd";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { LimitsTab } from "./limits-tab.tsx";
import { SpecsTab } from "./specs-tab.tsx";
import { specsWords } from "./specs-words.ts";

const views = ["one", "compared", "limits"] as const;

export default function SpecsPage() {
  const t = useWords(specsWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "one";
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      {view === "limits" ? <LimitsTab /> : <SpecsTab isCompared={view === "compared"} />}
    </Page>
  );
}
