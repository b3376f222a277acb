/** Chromium for all suites: its launch, and the policy violations that it reports. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";

const debianPath = "/usr/bin/chromium";
const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Launches CHROMIUM_PATH, or Debian's package, which root installs if it is missing. Throws an Error that says how to get
 * Chromium. `more` are flags of one suite.
 */
export const launchChromium = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath(), args: [...flags, ...more] });

function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? debianPath;
  if (!existsSync(path) && process.getuid?.() === 0) {
    spawnSync(
      "sh",
      ["-c", "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium"],
      {
        stdio: ["ignore", 2, 2],
      },
    );
  }
  if (!existsSync(path))
    throw new Error("Chromium is not here: install Debian's chromium, or set CHROMIUM_PATH.");
  return path;
}

/** Violations of a page's content security policy, which Chromium reports on the console, also those before any script. */
export function onViolation(page: Page, received: (words: string) => void): void {
  page.on("console", (message) => {
    const words = message.text();
    if (/content security policy/i.test(words)) received(words);
  });
}
