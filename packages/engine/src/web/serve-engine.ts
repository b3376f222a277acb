/** Message handling of the engine's worker: one photo or frame at a time, and of waiting frames only the newest. */
import type { PhotoSpec } from "@gradphoto/domain/photo-standard";
import type { Guidance } from "../guidance/advise.ts";
import type { CloserModels } from "../guidance/look-closer.ts";
import { type GuideFrame, openGuide, pickFrame } from "../guidance/open-guide.ts";
import { type FrameReading, readShot } from "../guidance/read-frame.ts";
import type { Raster } from "../ports.ts";
import { type Engine, standardize } from "../standardize.ts";
import { NotReadHereError } from "./decode-picture.ts";
import type { OnBytes } from "./files.ts";
import type { LiveStage } from "./load-live-stage.ts";
import type { FromWorker, Precheck, ToWorker } from "./messages.ts";
import { shrinkByMeans } from "./resample.ts";

/**
 * Creates a reader of frames with one canvas for all. Creating a canvas takes longer than reading it, and frames come
 * faster than some browsers collect canvases.
 */
function openFrameReader(): (frame: ImageBitmap) => Raster {
  let canvas: OffscreenCanvas | null = null;
  return (frame) => {
    const { width, height } = frame;
    if (canvas?.width !== width || canvas.height !== height)
      canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("the browser gives no canvas");
    // This mode replaces the previous frame completely.
    pen.globalCompositeOperation = "copy";
    pen.drawImage(frame, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height, { colorSpace: "srgb" });
    return shrinkByMeans({ width, height, data, stride: 4 }, 1);
  };
}

type Message<Type extends ToWorker["type"]> = Extract<ToWorker, { readonly type: Type }>;
type Load = (urls: Message<"open">["urls"], onBytes: OnBytes) => Promise<LiveStage>;

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function serveEngine(
  report: (message: FromWorker) => void,
  load: Load,
): (message: ToWorker) => void {
  let opened: Promise<LiveStage> | null = null;
  let prepared: Promise<Engine> | null = null;
  /** Models of a camera's closer looks, once all are loaded. */
  let closer: CloserModels | null = null;
  let camera: { readonly spec: PhotoSpec; readonly guide: GuideFrame } | null = null;
  const rasterOf = openFrameReader();
  /** Photos run one at a time: two in parallel would need twice the memory, and finish no sooner. */
  let queue: Promise<void> = Promise.resolve();
  /** The newest frame that is waiting. */
  let waiting: { newest: Message<"frame"> } | null = null;

  function open({ urls }: Message<"open">): void {
    opened = load(urls, (bytes) => report({ type: "bytes", bytes }));
    opened.then(
      () => report({ type: "ready" }),
      (error: unknown) => report({ type: "unusable", message: wordsOf(error) }),
    );
  }

  async function stage(): Promise<LiveStage> {
    if (!opened)
      throw new Error("The first message to the engine must name the location of its files");
    return opened;
  }

  function prepare(): Promise<Engine> {
    if (prepared) return prepared;
    prepared = stage().then(({ loadEngine }) => loadEngine());
    prepared.then(
      ({ models: { segmentPerson }, clock }) => {
        closer = { segmentPerson, clock };
      },
      () => {
        // Guidance works without it, and the next request retries.
        prepared = null;
      },
    );
    return prepared;
  }

  async function precheck({ id, file, spec }: Message<"precheck">): Promise<Precheck> {
    const engine = await prepare();
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      return await standardize(bytes, spec, engine, {
        onStep: (step) => report({ type: "step", id, step }),
      });
    } catch (error) {
      if (error instanceof NotReadHereError) return { kind: "left-to-server" };
      throw error;
    }
  }

  async function beginGuide({ spec }: Message<"guide">): Promise<void> {
    camera = null;
    camera = { spec, guide: openGuide(spec, (await stage()).live, () => closer) };
  }

  function begun(): NonNullable<typeof camera> {
    if (!camera) throw new Error("A camera is begun before its frames come");
    return camera;
  }

  async function guideBy({ frame, atMs }: Message<"frame">): Promise<Guidance> {
    try {
      return await begun().guide(rasterOf(frame), atMs);
    } finally {
      frame.close();
    }
  }

  async function bestOf({ frames }: Message<"best-of">): Promise<number> {
    try {
      const { spec } = begun();
      const { live } = await stage();
      const readings: FrameReading[] = [];
      for (const frame of frames) readings.push(await readShot(rasterOf(frame), spec, live));
      return pickFrame(readings);
    } finally {
      for (const frame of frames) frame.close();
    }
  }

  async function answer(id: number, work: () => Promise<FromWorker>): Promise<void> {
    try {
      report(await work());
    } catch (error) {
      report({ type: "failed", id, message: wordsOf(error) });
    }
  }

  function inTurn(work: () => Promise<void>): void {
    // The caller of a failed job has already received the error; the next job must still run.
    queue = queue.then(work).catch(() => {});
  }

  function takeFrame(newest: Message<"frame">): void {
    if (waiting) {
      waiting.newest.frame.close();
      report({ type: "guided", id: waiting.newest.id, guidance: null });
      waiting.newest = newest;
      return;
    }
    const place = { newest };
    waiting = place;
    inTurn(() => {
      if (waiting === place) waiting = null;
      const { id } = place.newest;
      return answer(id, async () => ({
        type: "guided",
        id,
        guidance: await guideBy(place.newest),
      }));
    });
  }

  return (message) => {
    if (message.type === "open") open(message);
    else if (message.type === "prepare") {
      const { id } = message;
      void answer(id, () => prepare().then(() => ({ type: "prepared", id })));
    } else if (message.type === "guide") {
      // The waiting frame belongs to another camera session.
      waiting = null;
      inTurn(() => beginGuide(message));
    } else if (message.type === "frame") takeFrame(message);
    else if (message.type === "best-of") {
      const { id } = message;
      inTurn(() => answer(id, async () => ({ type: "picked", id, index: await bestOf(message) })));
    } else {
      const { id } = message;
      inTurn(() =>
        answer(id, async () => ({ type: "answer", id, precheck: await precheck(message) })),
      );
    }
  };
}
