/**
 * Runs axe with all its rules on every page of the tour: in Chinese and light at a wide desk, in English and dark at a
 * narrow one. Words do not depend on the theme, nor colours on the language.
 */
import { expect } from "@playwright/test";
import { accessFaults } from "../../axe.ts";
import { en, type Setting, zh } from "../flow.ts";
import { test as base } from "../test.ts";
import { type BusyDay, haveBusyDay } from "../tour/busy-day.ts";
import { pagesOfTheConsole } from "../tour/pages.ts";
import { tourPage } from "../tour/tour.ts";

const test = base.extend<object, { readonly setting: Setting; readonly day: BusyDay }>({
  day: [async ({ setting }, use) => use(await haveBusyDay(setting)), { scope: "worker", timeout: 300_000 }],
});

for (const [language, look] of [
  ["Chinese", zh],
  ["English", { ...en, dark: true, widthPx: 1024 }],
] as const)
  for (const listed of pagesOfTheConsole)
    test(`${listed.path || "sign-in"} passes axe in ${language}`, async ({ deskOf, day }) => {
      const serious: string[] = [];
      await tourPage(await deskOf(listed.who, look), listed, day, async (name, { page }) => {
        for (const fault of await accessFaults(page)) {
          if (fault.serious) serious.push(`${name}: ${fault.words}`);
          else process.stderr.write(`  noted: ${name}: ${fault.words}\n`);
        }
      });
      expect(serious).toEqual([]);
    });
