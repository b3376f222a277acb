/**
 * Runs axe with all its rules on every page of the tour: in Chinese and light at a wide desk, in English and dark at a
 * narrow one. Words do not depend on the theme, nor colours on the language. At the wide desk each list begins high;
 * no page is wider than a small screen.
 */
import { expect } from "@playwright/test";
import { accessFaults } from "../../axe.ts";
import type { Desk, DeskLook } from "../desk.ts";
import { en, type Setting, zh } from "../flow.ts";
import { test as base } from "../test.ts";
import { type BusyDay, haveBusyDay } from "../tour/busy-day.ts";
import { pagesOfTheConsole } from "../tour/pages.ts";
import { dress, standStill, tourPage } from "../tour/tour.ts";

const test = base.extend<object, { readonly setting: Setting; readonly day: BusyDay }>({
  day: [
    async ({ setting }, use) => use(await haveBusyDay(setting)),
    { scope: "worker", timeout: 300_000 },
  ],
});

/** Largest distance of the first row of a list from the top of the page. */
const firstRowMaxPx = 260;

/** Lists below something else: in a project, and below the result of a check or of a trial. */
const isBelow = /^projects-one|^audit-checked$|^specs-limit-tried$/;

/** Script that measures this distance on a page with a list. */
const firstRowPx = `document.querySelector(".console-list") && [...document.querySelectorAll(".ant-table-tbody")]
  .find((rows) => rows.offsetParent !== null).getBoundingClientRect().top + scrollY`;

/** Width of a small screen. */
const smallPx = 1024;

/** Returns by how much the open page is wider than a small screen. */
async function excessPx(desk: Desk): Promise<number> {
  const { page } = desk;
  const usual = page.viewportSize() ?? { width: smallPx, height: 900 };
  if (usual.width > smallPx) await page.setViewportSize({ ...usual, width: smallPx });
  await standStill(desk);
  const widthPx = await page.evaluate<number>("document.documentElement.scrollWidth");
  if (usual.width > smallPx) await page.setViewportSize(usual);
  return widthPx - smallPx;
}

/** Changes language, theme and width of the open page, also below a dialog: opening it again costs most of the time. */
async function change(desk: Desk, to: DeskLook): Promise<void> {
  const { page } = desk;
  await page
    .getByText(to.locale === "zh-CN" ? "中文" : "English", { exact: true })
    .first()
    .dispatchEvent("click");
  await page
    .locator(`html[lang="${to.locale === "zh-CN" ? "zh-CN" : "en"}"]`)
    .waitFor({ state: "attached" });
  await page.setViewportSize({ width: to.widthPx ?? 1440, height: 900 });
  await dress(desk, to.dark ? "dark" : "light");
}

const narrow: DeskLook = { ...en, dark: true, widthPx: smallPx };

for (const listed of pagesOfTheConsole)
  test(`${listed.path || "sign-in"} passes axe`, async ({ deskOf, day }) => {
    const serious: string[] = [];
    const low: string[] = [];
    const wide: string[] = [];
    const look = async (name: string, desk: Desk): Promise<void> => {
      for (const fault of await accessFaults(desk.page)) {
        if (fault.serious) serious.push(`${name}: ${fault.words}`);
        else process.stderr.write(`  noted: ${name}: ${fault.words}\n`);
      }
      const beyondPx = await excessPx(desk);
      if (beyondPx > 0) wide.push(`${name}: ${beyondPx} px`);
    };
    await tourPage(await deskOf(listed.who), listed, day, async (name, desk) => {
      await look(name, desk);
      const rowPx = isBelow.test(name) ? null : await desk.page.evaluate<number | null>(firstRowPx);
      if (rowPx !== null && rowPx > firstRowMaxPx) low.push(`${name}: ${rowPx} px`);
      await change(desk, narrow);
      await look(`${name} in English`, desk);
      await change(desk, zh);
    });
    expect(serious).toEqual([]);
    expect(low).toEqual([]);
    expect(wide).toEqual([]);
  });
