/** Whether a member of staff may sign in. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Tone } from "../core/tones.ts";

export const staffStates = {
  active: { label: { zh: "可登录", en: "May sign in" }, tone: "success" },
  disabled: { label: { zh: "已停用", en: "Disabled" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export const allStaffStates = keysOf(staffStates);
