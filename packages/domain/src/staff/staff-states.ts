/** States of a staff account. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const staffStates = {
  active: { label: { zh: "可登录", en: "Can sign in" }, tone: "success" },
  waiting: { label: { zh: "等另一位运营管理员确认", en: "Waiting for a second operator" }, tone: "warning" },
  disabled: { label: { zh: "已停用", en: "Disabled" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

type StaffState = keyof typeof staffStates;

/** Disabled takes precedence over waiting for confirmation. */
export const staffStateOf = (member: { readonly disabledAt: unknown; readonly unconfirmed: unknown }): StaffState =>
  member.disabledAt !== null ? "disabled" : member.unconfirmed === null ? "active" : "waiting";

export const allStaffStates = keysOf(staffStates);
