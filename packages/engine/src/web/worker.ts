/** The engine's worker in a browser, one photo or one frame at a time. A classic script: LiteRT loads itself by importScripts. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import { type Guidance, type GuideFrame, openGuide } from "../guidance/open-guide.ts";
import type { Engine } from "../standardize.ts";
import { standardize } from "../standardize.ts";
import { NotReadHereError, pixelsOf } from "./decode-picture.ts";
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
  try {
    return await standardize(bytes, spec, engine, { onStep: (step) => tell({ type: "step", id, step }) });
  } catch (error) {
    if (error instanceof NotReadHereError) return { kind: "left-to-server" };
    throw error;
  }
}

let guide: Promise<GuideFrame> | null = null;

function beginGuide(spec: PhotoSpec): void {
  guide =
    opened === null
      ? null
      : opened.then(({ live }) => openGuide(spec, { models: live, clock: () => performance.now() }));
  // Whoever hands over a frame hears of it.
  guide?.catch(() => {});
}

async function guideBy(frame: ImageBitmap): Promise<Guidance> {
  try {
    if (!guide) throw new Error("A camera is begun before its frames come");
    const { width, height } = frame;
    const shown = pixelsOf(frame, { exifOrientation: 1, width, height }, { left: 0, top: 0, width, height });
    return await (await guide)(shown);
  } finally {
    frame.close();
  }
}

function inTurn(id: number, work: () => Promise<FromWorker>): void {
  queue = queue.then(() =>
    work().then(tell, (error: unknown) => tell({ type: "failed", id, message: wordsOf(error) })),
  );
}

self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "open") open(data.urls);
  else if (data.type === "prepare") void prepare();
  else if (data.type === "guide") beginGuide(data.spec);
  else if (data.type === "frame")
    inTurn(data.id, async () => ({ type: "guided", id: data.id, guidance: await guideBy(data.frame) }));
  else inTurn(data.id, async () => ({ type: "answer", id: data.id, precheck: await precheck(data) }));
});
