/**
 * Measures the bytes of each console page on the first and on a repeated visit. Also measures the time until the
 * review desk paints its first photo and original over a slow network. Fails if a page or that time exceeds its limit.
 */
import type { CDPSession } from "@playwright/test";
import { zh } from "../../../e2e/console/flow.ts";
import { openSetting } from "../../../e2e/console/open-setting.ts";
import { haveBusyDay } from "../../../e2e/console/tour/busy-day.ts";
import { pagesOfTheConsole } from "../../../e2e/console/tour/pages.ts";
import { addressOf, standStill } from "../../../e2e/console/tour/tour.ts";
import { waitUntil } from "../../../e2e/people/wait-until.ts";
import { slowLine } from "../browser/page-load.ts";
import { readPainted, watchPainting } from "../browser/painting-times.ts";

interface OnTheWire {
  readonly bytes: number;
  readonly requests: number;
  /** Parts of `bytes`: program (page, scripts and styles), API responses, pictures. */
  readonly program: number;
  readonly answers: number;
  readonly pictures: number;
}

type Kind = "program" | "answers" | "pictures";

const kinds: Readonly<Record<string, Kind>> = {
  Fetch: "answers",
  XHR: "answers",
  Image: "pictures",
};

/** Starts counting bytes. The returned function reads the count and resets it. */
async function countBytes(devtools: CDPSession): Promise<() => OnTheWire> {
  let sums = { requests: 0, program: 0, answers: 0, pictures: 0 };
  const kindOf = new Map<string, Kind>();
  devtools.on("Network.responseReceived", ({ requestId, type }) => {
    kindOf.set(requestId, kinds[type] ?? "program");
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kindOf.get(requestId);
    // Cached responses transfer no bytes, and data: URLs are no requests.
    if (kind === undefined || encodedDataLength === 0) return;
    sums = { ...sums, requests: sums.requests + 1, [kind]: sums[kind] + encodedDataLength };
  });
  await devtools.send("Network.enable");
  return () => {
    const { program, answers, pictures } = sums;
    const read = { bytes: program + answers + pictures, ...sums };
    sums = { requests: 0, program: 0, answers: 0, pictures: 0 };
    return read;
  };
}

/** Number of runs. It is odd, so that the median is one of the runs. */
const runs = 5;
/** Number of waiting photos: one for the desk, three queued after it. */
const waiting = 4;
const maxPageBytes = 700_000;
const maxPaintedMs = 4000;

const setting = await openSetting("bench-console");
try {
  const day = await haveBusyDay(setting);
  for (let added = 0; added < waiting; added++) await setting.addInReview();
  const pages = [];
  for (const listed of pagesOfTheConsole) {
    const weighed = await weigh(listed.who, addressOf(listed, day));
    pages.push({ page: listed.path === "" ? "sign-in" : listed.path, ...weighed });
    process.stderr.write(`${JSON.stringify(pages.at(-1))}\n`);
  }
  const desks = [];
  for (let run = 0; run < runs; run++) {
    desks.push(await openDeskSlowly());
    process.stderr.write(`${JSON.stringify(desks.at(-1))}\n`);
  }
  const heaviest = pages.toSorted((one, other) => other.first.bytes - one.first.bytes)[0];
  const { latency: rttMs, downloadThroughput } = slowLine;
  const result = {
    lab: "console",
    heaviest: { page: heaviest?.page, ...heaviest?.first },
    desk: {
      downKbps: (downloadThroughput * 8) / 1000,
      rttMs,
      runs,
      first: middle(desks.map(({ first }) => first)),
      repeated: middle(desks.map(({ repeated }) => repeated)),
    },
    pages: pages.map(({ page, first, repeated }) => ({
      page,
      bytes: first.bytes,
      program: first.program,
      reloadBytes: repeated.bytes,
    })),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  const isLight = heaviest !== undefined && heaviest.first.bytes <= maxPageBytes;
  const isSoon = result.desk.first !== undefined && result.desk.first.paintedMs <= maxPaintedMs;
  process.exitCode = isLight && isSoon ? 0 : 1;
} finally {
  await setting.close();
}

/** Opens the page in a fresh browser context, then repeats it in the same context. */
async function weigh(who: string | null, address: string) {
  const desk = await setting.desks.open(who, zh);
  const read = await countBytes(await desk.context.newCDPSession(desk.page));
  const open = async () => {
    await desk.page.goto(`/console/${address}`, { waitUntil: "networkidle" });
    await standStill(desk);
    return read();
  };
  const weighed = { first: await open(), repeated: await open() };
  await desk.context.close();
  return weighed;
}

/** Opens the desk over a slow network, first without and then with a cache. */
async function openDeskSlowly() {
  const { page, context } = await setting.desks.open("reviewer-1", zh);
  await watchPainting(page);
  const devtools = await context.newCDPSession(page);
  const read = await countBytes(devtools);
  await devtools.send("Network.emulateNetworkConditions", slowLine);
  const open = async () => {
    await page.goto("/console/review", { waitUntil: "commit" });
    const front = await waitUntil(
      "the first photo",
      () => readPainted(page),
      (now) => now !== null && now.url !== null,
      60_000,
      20,
    );
    return { paintedMs: Math.round(front?.atMs ?? 0), ...read() };
  };
  const first = await open();
  await page.waitForLoadState("networkidle");
  read();
  const openings = { first, repeated: await open() };
  await context.close();
  return openings;
}

function middle<Look extends { readonly paintedMs: number }>(
  looks: readonly Look[],
): Look | undefined {
  return looks.toSorted((one, other) => one.paintedMs - other.paintedMs)[
    Math.floor(looks.length / 2)
  ];
}
