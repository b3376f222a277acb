/** The engine's worker in a browser, one photo at a time. A classic script: LiteRT loads itself by importScripts. */
import type { Engine } from "../standardize.ts";
import { standardize } from "../standardize.ts";
import { bitmapOf } from "./decode-picture.ts";
import { type LiveStage, loadLiveStage } from "./load-engine.ts";
import type { FromWorker, Precheck, ToWorker } from "./messages.ts";

const tell = (message: FromWorker): void => self.postMessage(message);
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let opened: Promise<LiveStage> | null = null;
let prepared: Promise<Engine> | null = null;
/** One after the other: two photos at once would need twice the memory, and be done no sooner. */
let queue: Promise<void> = Promise.resolve();

function open(urls: Extract<ToWorker, { type: "open" }>["urls"]): void {
  opened = loadLiveStage(
    (file) => urls.get(file) ?? file,
    (bytes) => tell({ type: "bytes", bytes }),
  );
  opened.then(
    () => tell({ type: "ready", stage: "live" }),
    (error: unknown) => tell({ type: "unusable", message: wordsOf(error) }),
  );
}

function prepare(): Promise<Engine> {
  if (prepared) return prepared;
  if (!opened) throw new Error("The engine is told where its files lie before anything else");
  prepared = opened.then((stage) => stage.loadEngine());
  prepared.then(
    () => tell({ type: "ready", stage: "check" }),
    (error: unknown) => tell({ type: "unusable", message: wordsOf(error) }),
  );
  return prepared;
}

async function precheck({ id, file, spec }: Extract<ToWorker, { type: "precheck" }>): Promise<Precheck> {
  const engine = await prepare();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const header = await engine.codec.inspect(bytes);
  if (header.ok && isRarelyRead(header.value.format) && !(await isReadHere(bytes, header.value.format)))
    return { kind: "left-to-server" };
  return standardize(bytes, spec, engine, { onStep: (step) => tell({ type: "step", id, step }) });
}

const isRarelyRead = (format: string): format is "heic" | "avif" => format === "heic" || format === "avif";

async function isReadHere(bytes: Uint8Array, format: "heic" | "avif"): Promise<boolean> {
  try {
    (await bitmapOf(bytes, format)).close();
    return true;
  } catch {
    return false;
  }
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "open") open(data.urls);
  else if (data.type === "prepare") void prepare();
  else
    queue = queue.then(() =>
      precheck(data).then(
        (answer) => tell({ type: "answer", id: data.id, precheck: answer }),
        (error: unknown) => tell({ type: "failed", id: data.id, message: wordsOf(error) }),
      ),
    );
});
