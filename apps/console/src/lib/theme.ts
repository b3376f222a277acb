/** Colours and fonts of the console, light and dark, as design tokens of the component library. */
import type { Language } from "@gradphoto/domain";
import { type ThemeConfig, theme } from "antd";
import { useSyncExternalStore } from "react";
import { useSettings } from "./settings.ts";

/** CSS media query that components can subscribe to. */
interface MediaQuery {
  readonly matches: () => boolean;
  /** Calls the listener after each change; returns a function that ends this. */
  readonly subscribe: (listener: () => void) => () => void;
}

/**
 * Follows a media query by its events only. In Chromium, reading `matches` of a list between a change and its event can
 * swallow the event, and the page would keep its old colours.
 */
export function followMedia(text: string): MediaQuery {
  const list = window.matchMedia(text);
  let { matches } = list;
  const listeners = new Set<() => void>();
  list.addEventListener("change", (event) => {
    matches = event.matches;
    for (const listener of listeners) listener();
  });
  return {
    matches: () => matches,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useMatches = ({ subscribe, matches }: MediaQuery): boolean =>
  useSyncExternalStore(subscribe, matches);

const chinese =
  '"PingFang SC", "HarmonyOS Sans SC", MiSans, "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif';
/** A Chinese font draws English quotation marks as wide as a character. */
const fonts: Readonly<Record<Language, string>> = {
  zh: chinese,
  en: `"Segoe UI", "Helvetica Neue", Roboto, "Noto Sans", "Liberation Sans", ${chinese}`,
};
/** Respects the system setting for reduced motion. */
export const motion = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const shared = {
  motion,
  fontSize: 14,
  borderRadius: 4,
  motionDurationMid: "0.15s",
  motionDurationSlow: "0.2s",
};

/** Keeps all pages of an operator visible on a low screen. */
const menu = { itemHeight: 34, itemMarginBlock: 2 };

/** Explicit background colours: the library would derive them from text colours, which are too dark for that. */
const grounds = (
  of: Readonly<Record<"primary" | "info" | "success" | "warning" | "error", string>>,
) => ({
  colorPrimaryBg: of.primary,
  colorPrimaryBgHover: of.primary,
  colorInfoBg: of.info,
  colorSuccessBg: of.success,
  colorWarningBg: of.warning,
  colorErrorBg: of.error,
});

// Contrast of text and background is at least 4.5:1 in both themes.
const lightTheme: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#1f3a5f",
    colorInfo: "#1f3a5f",
    colorLink: "#1f3a5f",
    colorSuccess: "#1c6644",
    colorWarning: "#7d5200",
    colorError: "#a4251a",
    ...grounds({
      primary: "#e8edf4",
      info: "#e8edf4",
      success: "#e4f1ea",
      warning: "#faf0d8",
      error: "#fbe9e6",
    }),
    colorBgLayout: "#f6f3ee",
    colorTextBase: "#22272e",
    colorTextSecondary: "#5a5f66",
    colorTextTertiary: "#63686f",
    colorTextPlaceholder: "#6b7077",
    colorTextDescription: "#5a5f66",
  },
  components: {
    Menu: { ...menu, itemSelectedBg: "#e8edf4", itemSelectedColor: "#142a48" },
    Segmented: { trackBg: "#e9e3d9" },
  },
};

const darkTheme: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: "#9dbdea",
    // Focus ring: 3:1 on pages and dialogs.
    colorPrimaryBorder: "#88a4ca",
    colorInfo: "#9dbdea",
    colorLink: "#9dbdea",
    colorSuccess: "#7dd0a5",
    colorWarning: "#e6bb68",
    colorError: "#f5958a",
    ...grounds({
      primary: "#33486b",
      info: "#1f2b3f",
      success: "#17302a",
      warning: "#33291a",
      error: "#3a2222",
    }),
    colorBgBase: "#14171c",
    colorBgLayout: "#14171c",
    colorTextBase: "#eae7e1",
    colorTextLightSolid: "#0e1f36",
    colorBgSpotlight: "#c9d6ea",
    colorTextTertiary: "#adb2ba",
    colorTextPlaceholder: "#9aa0a8",
    // Fields, arrows and switches: 3 to 1 on pages and dialogs.
    colorBorder: "#66758e",
    colorTextQuaternary: "#8d939c",
    colorTextDisabled: "#8a919c",
  },
  components: {
    Menu: { ...menu, itemSelectedBg: "#33486b", itemSelectedColor: "#c4d8f4" },
    Segmented: { trackBg: "#2e394b", itemColor: "#c9cdd3", itemSelectedBg: "#46587a" },
    Switch: { handleBg: "#0e1f36" },
    Radio: { colorWhite: "#0e1f36" },
    Select: { optionActiveBg: "#2f4466" },
  },
};

const inLanguage = (of: ThemeConfig, language: Language): ThemeConfig => ({
  ...of,
  token: { ...of.token, fontFamily: fonts[language] },
});

/** By language, light and dark. */
export const themes = {
  zh: { light: inLanguage(lightTheme, "zh"), dark: inLanguage(darkTheme, "zh") },
  en: { light: inLanguage(lightTheme, "en"), dark: inLanguage(darkTheme, "en") },
} as const satisfies Readonly<Record<Language, Readonly<Record<"light" | "dark", ThemeConfig>>>>;

const prefersDark = followMedia("(prefers-color-scheme: dark)");

export function useIsDark(): boolean {
  const { theme } = useSettings();
  const dark = useMatches(prefersDark);
  return theme === "auto" ? dark : theme === "dark";
}
