/** All configuration changes that were ever proposed, as a list. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";
import { list } from "../core/list.ts";
import { state, text, time, words } from "../core/list-columns.ts";
import { choice } from "../core/list-filters.ts";
import { allConfigurationItems, configurationItems } from "./configuration-items.ts";

/** States of a proposed configuration change. */
export const configurationStates = {
  proposed: { label: { zh: "待确认", en: "To be confirmed" }, tone: "warning" },
  confirmed: { label: { zh: "已确认", en: "Confirmed" }, tone: "success" },
  declined: { label: { zh: "不同意", en: "Declined" }, tone: "danger" },
  withdrawn: { label: { zh: "已撤回", en: "Withdrawn" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ConfigurationState = keyof typeof configurationStates;

export const allConfigurationStates = keysOf(configurationStates);

export const configurationChangeList = list({
  name: "configuration-changes",
  route: "listConfigurationChanges",
  empty: {
    zh: "还没有改过配置。改动后，这里列出谁提议、谁确认。",
    en: "Nothing was changed yet. Each change is listed here with who proposed and who confirmed it.",
  },
  roles: ["operator", "auditor"],
  key: "changeId",
  filters: {
    item: choice("项目", "Setting", allConfigurationItems, (one) => configurationItems[one].label),
    state: choice("状态", "State", allConfigurationStates, (one) => configurationStates[one].label),
  },
  columns: {
    label: words("项目", "Setting"),
    before: words("原来", "Before"),
    after: words("改为", "Proposed value"),
    why: text("原因", "Reason"),
    stateLabel: state("状态", "State"),
    declinedWhy: text("不同意的原因", "Why declined", { nullable: true }),
    proposedBy: text("提议人", "Proposed by"),
    proposedAt: time("提议时间", "Proposed on"),
    decidedBy: text("决定人", "Decided by", { nullable: true }),
    decidedAt: time("决定时间", "Decided on", { nullable: true }),
  },
});
