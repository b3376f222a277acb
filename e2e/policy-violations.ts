/** What the browser kept a page from: whatever the page's own policy forbids is a fault of ours. */
import type { Page } from "@playwright/test";

/** Chromium says so on the console, of markup too that is there before any script. */
export function hearViolations(page: Page, received: (words: string) => void): void {
  page.on("console", (message) => {
    const words = message.text();
    if (/content security policy/i.test(words)) received(words);
  });
}
