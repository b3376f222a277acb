/** Violations of a page's content security policy. */
import type { Page } from "@playwright/test";

/** Chromium reports them on the console, also those before any script. */
export function onViolation(page: Page, received: (words: string) => void): void {
  page.on("console", (message) => {
    const words = message.text();
    if (/content security policy/i.test(words)) received(words);
  });
}
