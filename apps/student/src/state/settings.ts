/** Display settings of the student: language, font size, theme; stored on the device. */
import type { Language } from "@gradphoto/domain";
import { platform } from "../platform/index.ts";
import { createState } from "./create-state.ts";

export interface Settings {
  readonly language: Language;
  readonly largeType: boolean;
  readonly theme: "auto" | "light" | "dark";
}

const key = "gradphoto-settings";

const firstSettings = (): Settings => ({
  language: /^zh/i.test(platform.deviceLanguage()) ? "zh" : "en",
  largeType: false,
  theme: "auto",
});

/** Stored data may be outdated or damaged: only valid values count. */
function readSettings(): Settings {
  const settings = firstSettings();
  try {
    const stored: unknown = JSON.parse(platform.store.read(key) ?? "{}");
    if (typeof stored !== "object" || stored === null) return settings;
    const { language, largeType, theme } = {
      language: null,
      largeType: null,
      theme: null,
      ...stored,
    };
    return {
      language: language === "zh" || language === "en" ? language : settings.language,
      largeType: largeType === true,
      theme: theme === "light" || theme === "dark" ? theme : "auto",
    };
  } catch {
    return settings;
  }
}

const state = createState(readSettings());

export const readCurrentSettings = state.read;
export const useSettings = state.use;

export function changeSettings(change: Partial<Settings>): void {
  const changed = { ...state.read(), ...change };
  state.write(changed);
  platform.store.write(key, JSON.stringify(changed));
}
