/** Chromium with the engine's files served from loopback, and a page that hands it photos. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Page } from "@playwright/test";
import type { Count } from "../../packages/engine/src/guidance/guidance.ts";
import type { Outcome } from "../../packages/engine/src/index.ts";
import type { Raster } from "../../packages/engine/src/ports.ts";
import { launchChromium } from "../launch-chromium.ts";
import { bitPx, numberBits } from "./camera-film.ts";

/** What a page needs that runs the engine: compiling WebAssembly, and no more. */
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

export interface Checked {
  readonly outcome: Outcome | { readonly kind: "left-to-server" };
  readonly ms: number;
}

export interface ProcessFacts {
  /** Most memory that it has held, and what it holds now. */
  readonly mostMb: number;
  readonly nowMb: number;
  readonly cpuMs: number;
}

type Size = Pick<Raster, "width" | "height">;

export interface Guided {
  /** Numbers of the frame that was handed over, and of the one in sight when the answer came. */
  readonly handed: number;
  readonly shown: number;
  readonly said: string | null;
  readonly count: Count;
  readonly ms: number;
}

export interface PhoneBrowser {
  /** Opens the engine anew, as a page does that is visited again; milliseconds to each stage, and bytes that came. */
  open(): Promise<{ readonly liveMs: number; readonly checkMs: number; readonly bytes: number }>;
  check(bytes: Uint8Array, spec: PhotoSpec): Promise<Checked>;
  /** Guides its camera for so long; the answers as they came. */
  guide(spec: PhotoSpec, size: Size, forMs: number): Promise<readonly Guided[]>;
  /** Of the page's process, the engine's worker in it. */
  process(): Promise<ProcessFacts>;
  close(): Promise<void>;
}

/** `film`: what its camera shows, over and over. */
export async function startPhoneBrowser(files: ReadonlyMap<string, Uint8Array>, film?: string): Promise<PhoneBrowser> {
  let photo: Uint8Array = new Uint8Array();
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1);
    const body = name === "" ? page : name === "photo" ? photo : files.get(name);
    const type =
      typesByEnding[/\.[a-z]+$/.exec(name)?.[0] ?? ""] ?? (name === "" ? "text/html" : "application/octet-stream");
    const headers = {
      "content-type": type,
      "content-security-policy": policy,
      "cache-control": "max-age=3600",
      // As the service's own pages are: isolated, so that the engine may use threads.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    if (body === undefined) return response.writeHead(404).end();
    return response.writeHead(200, name === "photo" ? { ...headers, "cache-control": "no-store" } : headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const camera = film
    ? [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        `--use-file-for-fake-video-capture=${film}`,
      ]
    : [];
  const browser = await launchChromium(camera);
  const tab = await browser.newPage();
  tab.on("console", (message) => process.stderr.write(`page: ${message.text()}\n`));
  await tab.goto(`http://127.0.0.1:${address.port}/`);
  const session = await browser.newBrowserCDPSession();
  return {
    open: () => inPage(tab, openScript),
    async check(bytes, spec) {
      photo = bytes;
      const { photo: made, ...answer } = await inPage<{
        readonly ms: number;
        readonly outcome: Checked["outcome"];
        readonly photo: string | null;
      }>(tab, checkScript(spec));
      if (answer.outcome.kind === "left-to-server") return answer;
      return { ...answer, outcome: { ...answer.outcome, photo: made === null ? null : Buffer.from(made, "base64") } };
    },
    guide: (spec, size, forMs) => inPage(tab, guideScript(spec, size, forMs)),
    async process() {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const own = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => factsOf(id));
      const busiest = own.sort((one, other) => other.cpuMs - one.cpuMs)[0];
      if (!busiest) throw new Error("Chromium has no process for its page");
      return busiest;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

const typesByEnding: Readonly<Record<string, string>> = { ".js": "text/javascript", ".wasm": "application/wasm" };
const page = '<!doctype html><meta charset="utf-8"><title>phone</title><script src="page.js"></script>';

const inPage = <Answer>(tab: Page, script: string): Promise<Answer> => tab.evaluate<Answer>(script);

const openScript = `(async () => {
  globalThis.engine?.close();
  let bytes = 0;
  const start = performance.now();
  globalThis.engine = phone.openEngine({
    workerUrl: "worker.js",
    urlOf: (file) => new URL(file, location.href).href,
    onBytes: (more) => { bytes += more; },
  });
  await engine.live;
  const liveMs = performance.now() - start;
  await engine.prepare();
  return { liveMs, checkMs: performance.now() - start, bytes };
})()`;

const checkScript = (spec: PhotoSpec): string => `(async () => {
  const file = await (await fetch("photo")).blob();
  const start = performance.now();
  const outcome = await engine.precheck(file, ${JSON.stringify(spec)});
  const ms = performance.now() - start;
  const made = outcome.photo ?? null;
  if (made === null) return { ms, outcome: { ...outcome, photo: null }, photo: null };
  let text = "";
  for (const byte of made) text += String.fromCharCode(byte);
  return { ms, outcome: { ...outcome, photo: null }, photo: btoa(text) };
})()`;

const guideScript = (spec: PhotoSpec, { width, height }: Size, forMs: number): string => `(async () => {
  const video = document.createElement("video");
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: ${width}, height: ${height} } });
  await video.play();
  const strip = new OffscreenCanvas(${width}, ${bitPx}).getContext("2d", { willReadFrequently: true });
  const numberShown = () => {
    strip.drawImage(video, 0, 0);
    const { data } = strip.getImageData(0, 0, ${width}, ${bitPx});
    let number = 0;
    for (let bit = 0; bit < ${numberBits}; bit++)
      if (data[4 * (${bitPx / 2} * ${width} + ${bitPx} * bit + ${bitPx / 2})] > 128) number |= 1 << bit;
    return number;
  };
  const guide = engine.guide(${JSON.stringify(spec)});
  const answers = [];
  const end = performance.now() + ${forMs};
  while (performance.now() < end) {
    const [handed, start] = [numberShown(), performance.now()];
    const { instruction, count } = await guide(await createImageBitmap(video));
    const ms = performance.now() - start;
    answers.push({ handed, shown: numberShown(), said: instruction?.id ?? null, count, ms });
  }
  return answers;
})()`;

const tickMs = 10;

function factsOf(pid: number): ProcessFacts {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (field: string): number =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  // Behind the command's name, which stands in brackets: the 12th and 13th are the time of its threads and of the system for it.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * tickMs;
  return { mostMb: megabytes("VmHWM"), nowMb: megabytes("VmRSS"), cpuMs };
}
