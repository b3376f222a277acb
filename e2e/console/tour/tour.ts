/** A tour past every page of the console in each of its faces, for whoever wants to look at them. */
import { waitUntil } from "../../people/wait-until.ts";
import type { Desk, DeskLook } from "../desk.ts";
import type { Setting } from "../flow.ts";
import type { BusyDay } from "./busy-day.ts";
import { faces } from "./faces.ts";
import type { ListedPage } from "./pages.ts";

/** Told at each stop, with the page standing still. */
export type Stop = (name: string, desk: Desk) => Promise<void>;

/** Nothing loads, nothing moves, and every picture has come. Waits for two frames, so that a change has begun to show. */
const still = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))).then(() => document.querySelector("h1, .desk") !== null
  && document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null
  && document.getAnimations().every(({ playState }) => playState !== "running")
  && [...document.images].every((image) => image.complete))`;

export const standStill = ({ page }: Desk): Promise<boolean> =>
  waitUntil("A page that stands still", () => page.evaluate<boolean>(still), Boolean);

/** Light or dark, once the page stands still in it. */
export async function dress(desk: Desk, colorScheme: "light" | "dark"): Promise<void> {
  await desk.page.emulateMedia({ colorScheme });
  await standStill(desk);
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

/** Below /console/. */
export const addressOf = ({ path }: ListedPage, day: BusyDay): string =>
  path
    .replace(":collectionId", day.collectionId)
    .replace(":projectId", day.projectId)
    .replace(":decisionId", day.decisionId);

async function tourPage(desk: Desk, listed: ListedPage, day: BusyDay, stop: Stop): Promise<void> {
  const { path } = listed;
  const name = path === "" ? "sign-in" : path.replace(/:\w+/, "one").replaceAll("/", "-");
  const address = addressOf(listed, day);
  const arrive = async (): Promise<void> => {
    await desk.page.goto(`/console/${address}`);
    await standStill(desk);
  };
  await arrive();
  await stop(name, desk);
  for (const face of faces[path] ?? []) {
    await arrive();
    await face.open(desk, day);
    await standStill(desk);
    await stop(`${name}-${face.name}`, desk);
  }
}
