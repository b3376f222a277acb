/** Runs Chromium with the engine's files served from loopback, and a page that passes photos to the engine. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Page } from "@playwright/test";
import { launchChromium } from "../../../e2e/chromium.ts";
import type { Outcome } from "../../../packages/engine/src/index.ts";

/** Content security policy of a page that runs the engine. WebAssembly may be compiled, and nothing else is allowed. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";

export interface Checked {
  readonly outcome: Outcome | { readonly kind: "left-to-server" };
  readonly ms: number;
}

export interface ProcessFacts {
  /** Peak and current memory. */
  readonly maxMb: number;
  readonly nowMb: number;
  readonly cpuMs: number;
}

export interface PhoneBrowser {
  /** Opens the engine as on a repeated visit. Returns the milliseconds to each stage and the bytes received. */
  open(): Promise<{ readonly liveMs: number; readonly checkMs: number; readonly bytes: number }>;
  check(bytes: Uint8Array, spec: PhotoSpec): Promise<Checked>;
  /** Returns figures of the page's process, which includes the engine's worker. */
  process(): Promise<ProcessFacts>;
  close(): Promise<void>;
}

export async function startPhoneBrowser(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<PhoneBrowser> {
  let photo: Uint8Array = new Uint8Array();
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1);
    const body = name === "" ? page : name === "photo" ? photo : files.get(name);
    const type =
      typesByEnding[/\.[a-z]+$/.exec(name)?.[0] ?? ""] ??
      (name === "" ? "text/html" : "application/octet-stream");
    const headers = {
      "content-type": type,
      "content-security-policy": policy,
      "cache-control": "max-age=3600",
      // The page is cross-origin isolated, like the service's own pages, so that the engine may use threads.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    if (body === undefined) return response.writeHead(404).end();
    return response
      .writeHead(200, name === "photo" ? { ...headers, "cache-control": "no-store" } : headers)
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const browser = await launchChromium();
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
      return {
        ...answer,
        outcome: { ...answer.outcome, photo: made === null ? null : Buffer.from(made, "base64") },
      };
    },
    async process() {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const own = processInfo
        .filter(({ type }) => type === "renderer")
        .map(({ id }) => factsOf(id));
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

const typesByEnding: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};
const page =
  '<!doctype html><meta charset="utf-8"><title>phone</title><script src="page.js"></script>';

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

const tickMs = 10;

function factsOf(pid: number): ProcessFacts {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (field: string): number =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  // These are the fields after the command name in brackets. The 12th and 13th are the user and system CPU time, in
  // ticks.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  const cpuMs = (Number(fields[11]) + Number(fields[12])) * tickMs;
  return { maxMb: megabytes("VmHWM"), nowMb: megabytes("VmRSS"), cpuMs };
}
