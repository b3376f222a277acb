/**
 * Settings that operators change at run time: current values, proposals that wait for a second person, and the history.
 */
import { allConfigurationGroups, configurationChangeList } from "@gradphoto/domain";
import { Tabs } from "antd";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { configurationWords } from "./configuration-words.ts";
import { SettingGroups } from "./setting-groups.tsx";

/** List of every proposed change, its author and its outcome. */
function ChangeHistory() {
  return (
    <DataList
      list={configurationChangeList}
      inputOf={(query) => ({ query })}
      rowsOf={({ changes }) => changes}
      cells={{}}
    />
  );
}

const views = ["settings", "words", "history"] as const;

const numbers = allConfigurationGroups.filter((group) => group !== "words");

export default function ConfigurationPage() {
  const t = useWords(configurationWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "settings";
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key, item: null, state: null })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      {view === "settings" && <SettingGroups groups={numbers} />}
      {view === "words" && <SettingGroups groups={["words"]} />}
      {view === "history" && <ChangeHistory />}
    </Page>
  );
}
