/**
 * Simulates one reviewer at contact sheets, who rejects the test photos they notice and approves the rest of each
 * sheet.
 */
import type { Desk } from "../../../e2e/console/desk.ts";
import { waitUntil } from "../../../e2e/people/wait-until.ts";
import { readLooks, readPainted, watchPainting } from "./painting-times.ts";

const cutMs = 1500;
const reasonsFor = ["1", "Enter"] as const;
const photoKeys = "123456789abc";

export interface SheetWork {
  /** Time spent on each photo, ms. */
  readonly lookMs: number;
  /** Number of network cuts, and the number of sheets between two of them. */
  readonly cuts: number;
  readonly cutEvery: number;
  /** True if the reviewer notices that the photo at this address is wrong. */
  readonly isNoticed: (url: string) => boolean;
}

export async function workSheets(desk: Desk, { lookMs, cuts, cutEvery, isNoticed }: SheetWork) {
  const { page } = desk;
  await watchPainting(page);
  await page.addInitScript("window.earlyKey = 'Enter'");
  await page.goto("/console/review/sheet");
  const waitsMs: number[] = [];
  let [photos, pressed, sheets, cut] = [0, 0, 0, 0];
  let front: string | null = "";
  for (;;) {
    const next = await waitUntil(
      "the next sheet",
      () => readPainted(page),
      (now) => now !== null && now.url !== front,
      60_000,
      5,
    );
    front = next?.url ?? null;
    if (front === null) break;
    if (next?.ms !== null && next?.ms !== undefined) waitsMs.push(next.ms);
    const urls = front.split(" ");
    for (const [index, url] of urls.entries()) {
      if (!isNoticed(new URL(url, page.url()).pathname)) continue;
      await page.keyboard.press(`Shift+${photoKeys[index]?.toUpperCase()}`);
      await page.locator(".desk-reasons").waitFor();
      for (const key of reasonsFor) await page.keyboard.press(key);
      await page.locator(".desk-reasons").waitFor({ state: "detached" });
      pressed += 1 + reasonsFor.length;
    }
    await page.waitForTimeout(lookMs * urls.length);
    await desk.see(/可以处理这一页|This sheet can be decided/);
    if (cut < cuts && sheets % cutEvery === 0) {
      cut += 1;
      await desk.context.setOffline(true);
      setTimeout(() => void desk.context.setOffline(false), cutMs);
    }
    await page.keyboard.press("Enter");
    pressed += 1;
    sheets += 1;
    photos += urls.length;
  }
  const looks = await readLooks(page);
  await desk.context.close();
  return { decisions: photos, pressed, waitsMs, looks, cuts: cut };
}
