/** States of a staff account. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";

/** Actions of an operator on a staff account, with labels for the person concerned and the second operator. */
export const staffChanges = {
  created: { zh: "新建账号", en: "Account created" },
  "post-added": { zh: "增加岗位", en: "Role added" },
  "post-removed": { zh: "取消岗位", en: "Role removed" },
  changed: { zh: "修改岗位或院校", en: "Role or school changed" },
  renamed: { zh: "修改姓名", en: "Name changed" },
  disabled: { zh: "停用账号", en: "Account disabled" },
  enabled: { zh: "恢复账号", en: "Account enabled" },
  "access-reset": { zh: "重置密码或动态码", en: "Password or one-time codes reset" },
  "sessions-ended": { zh: "结束全部登录会话", en: "All sessions ended" },
  "one-time-codes-wrong": {
    zh: "有人输对了密码，但动态码多次不对",
    en: "Right password, but several wrong one-time codes",
  },
  confirmed: { zh: "第二位运营管理员确认", en: "Confirmed by a second operator" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type StaffChange = keyof typeof staffChanges;
export const allStaffChanges = keysOf(staffChanges);

interface NamedPost {
  readonly roleLabel: Bilingual;
  readonly school: { readonly name: string } | null;
  readonly department: string | null;
  readonly province: Bilingual | null;
}

/** For example `学校管理员 · 暨南大学` or `院系管理员 · 中山大学 · 软件学院`. */
export function postWords({ roleLabel, school, department, province }: NamedPost): Bilingual {
  const words = (language: "zh" | "en"): string =>
    [roleLabel[language], school?.name, department, province?.[language]]
      .filter((part) => typeof part === "string")
      .join(" · ");
  return { zh: words("zh"), en: words("en") };
}

export const staffStates = {
  active: { label: { zh: "可登录", en: "Can sign in" }, tone: "success" },
  waiting: {
    label: { zh: "等另一位运营管理员确认", en: "Waiting for a second operator" },
    tone: "warning",
  },
  disabled: { label: { zh: "已停用", en: "Disabled" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

type StaffState = keyof typeof staffStates;

/** Disabled takes precedence over waiting for confirmation. */
export const staffStateOf = (member: {
  readonly disabledAt: unknown;
  readonly unconfirmed: unknown;
}): StaffState =>
  member.disabledAt !== null ? "disabled" : member.unconfirmed === null ? "active" : "waiting";

export const allStaffStates = keysOf(staffStates);
