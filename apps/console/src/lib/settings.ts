/** Display settings of the person: language, theme and menu, stored in the browser. */
import type { Language } from "@gradphoto/domain";
import { useSyncExternalStore } from "react";

export interface Settings {
  readonly language: Language;
  readonly theme: "auto" | "light" | "dark";
  /** null: depends on the width of the screen. */
  readonly menuFolded: boolean | null;
}

const key = "gradphoto-console-settings";
const listeners = new Set<() => void>();

/** Stored data may be outdated or damaged: only valid values count. */
function readStored(): Settings {
  const settings: Settings = {
    language: /^zh/i.test(navigator.language) ? "zh" : "en",
    theme: "auto",
    menuFolded: null,
  };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    if (typeof stored !== "object" || stored === null) return settings;
    const { language, theme, menuFolded } = {
      language: null,
      theme: null,
      menuFolded: null,
      ...stored,
    };
    return {
      language: language === "zh" || language === "en" ? language : settings.language,
      theme: theme === "light" || theme === "dark" ? theme : "auto",
      menuFolded: typeof menuFolded === "boolean" ? menuFolded : settings.menuFolded,
    };
  } catch {
    return settings;
  }
}

let settings = readStored();

export const currentSettings = (): Settings => settings;

export function changeSettings(change: Partial<Settings>): void {
  settings = { ...settings, ...change };
  localStorage.setItem(key, JSON.stringify(settings));
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSettings = (): Settings => useSyncExternalStore(listen, currentSettings);
