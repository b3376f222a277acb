/** API keys of a school's own systems: what they permit, how long they live, and their states. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Tone } from "../core/define-states.ts";
import { keysOf } from "../core/is-key-of.ts";

export const apiKeyScopes = {
  progress: { zh: "进度、学生名单与状态", en: "Progress, students and their states" },
  photos: { zh: "照片", en: "Photos" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type ApiKeyScope = keyof typeof apiKeyScopes;

export const allApiKeyScopes = keysOf(apiKeyScopes);

export const apiKeyStates = {
  proposed: { label: { zh: "待确认", en: "To be confirmed" }, tone: "warning" },
  active: { label: { zh: "有效", en: "Active" }, tone: "success" },
  expired: { label: { zh: "已过期", en: "Expired" }, tone: "neutral" },
  revoked: { label: { zh: "已停用", en: "Revoked" }, tone: "neutral" },
} as const satisfies Readonly<Record<string, { readonly label: Bilingual; readonly tone: Tone }>>;

export type ApiKeyState = keyof typeof apiKeyStates;

export const apiKeyMaxDays = 400;
export const apiKeyMaxOverlapHours = 168;

/** First characters of every key, by which secret scanners recognize one. */
export const apiKeyPrefix = "gpk_";
