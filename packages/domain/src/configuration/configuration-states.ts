/** States of a proposed configuration change. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const configurationStates = {
  proposed: { label: { zh: "待确认", en: "To be confirmed" }, tone: "warning" },
  confirmed: { label: { zh: "已确认", en: "Confirmed" }, tone: "success" },
  declined: { label: { zh: "不同意", en: "Declined" }, tone: "danger" },
  withdrawn: { label: { zh: "已撤回", en: "Withdrawn" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ConfigurationState = keyof typeof configurationStates;

export const allConfigurationStates = keysOf(configurationStates);
