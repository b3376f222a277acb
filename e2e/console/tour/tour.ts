/** Visits every page of the console in each of its states, for axe and for pictures. */
import { expect } from "@playwright/test";
import { accessFaults, colourFaults } from "../../axe.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk, DeskLook } from "../desk.ts";
import type { Setting } from "../flow.ts";
import type { BusyDay } from "./busy-day.ts";
import { faces } from "./faces.ts";
import type { ListedPage } from "./pages.ts";

/** Called at each stop, once the page is at rest. */
export type Stop = (name: string, desk: Desk) => Promise<void>;

/**
 * Script that waits until nothing loads or moves, and every image is loaded. It waits for two frames first, so that a
 * change has begun.
 */
const isAtRest = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => document.querySelector("h1, .desk") !== null
  && document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null
  && document.getAnimations().every(({ playState }) => playState !== "running")
  && [...document.images].every((image) => image.complete))`;

export const standStill = ({ page }: Desk): Promise<boolean> =>
  waitUntil("A page at rest", () => page.evaluate<boolean>(isAtRest), Boolean, 180_000, 30);

/** Sets the theme, and waits until the page is at rest in it. */
export async function dress(desk: Desk, colorScheme: "light" | "dark"): Promise<void> {
  await desk.page.emulateMedia({ colorScheme });
  // The page changes its colours on an event, which a busy machine delivers late.
  await desk.page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: "attached" });
  await standStill(desk);
}

/** Checks with axe, in both themes, a page that a flow has just opened and that the tour does not reach. */
export async function passesAxe(desk: Desk): Promise<void> {
  for (const [colorScheme, faultsOf] of [
    ["light", accessFaults],
    ["dark", colourFaults],
  ] as const) {
    await dress(desk, colorScheme);
    expect((await faultsOf(desk.page)).filter(({ serious }) => serious)).toEqual([]);
  }
  await dress(desk, "light");
}

export async function tour(
  setting: Setting,
  day: BusyDay,
  look: DeskLook,
  pages: readonly ListedPage[],
  stop: Stop,
): Promise<void> {
  for (const listed of pages) {
    const desk = await setting.desks.open(listed.who, look);
    await tourPage(desk, listed, day, stop);
    await desk.context.close();
  }
}

/** Returns the address below /console/. */
export const addressOf = ({ path }: ListedPage, day: BusyDay): string =>
  path
    .replace(":collectionId", day.collectionId)
    .replace(":projectId", day.projectId)
    .replace(":decisionId", day.decisionId);

export async function tourPage(
  desk: Desk,
  listed: ListedPage,
  day: BusyDay,
  stop: Stop,
): Promise<void> {
  const { path } = listed;
  const name = path === "" ? "sign-in" : path.replace(/:\w+/, "one").replaceAll("/", "-");
  const arrive = async (): Promise<void> => {
    await desk.page.goto(`/console/${addressOf(listed, day)}`);
    await standStill(desk);
  };
  await arrive();
  await stop(name, desk);
  for (const face of faces[path] ?? []) {
    await arrive();
    await face.open(desk);
    await standStill(desk);
    await stop(`${name}-${face.name}`, desk);
  }
}
