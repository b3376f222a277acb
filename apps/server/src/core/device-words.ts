/** Describes a session's device from its `User-Agent`. It helps a person recognise the device and proves nothing. */

/** The first match wins, because browsers also name the browsers that they derive from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, "WeChat"],
  [/EdgA?\/|EdgiOS\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

const find = (table: typeof browsers, text: string): string[] =>
  table.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);

/** Returns a description such as `Chrome, Windows`, or null when neither is recognised. */
export function deviceWords(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const [browser] = find(browsers, userAgent);
  const [system] = find(systems, userAgent);
  const words = [browser, system].filter((word) => word !== undefined);
  return words.length === 0 ? null : words.join(", ");
}
