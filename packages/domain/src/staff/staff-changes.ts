/** Actions of an operator on a staff account, with labels for the person concerned and the second operator. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

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
