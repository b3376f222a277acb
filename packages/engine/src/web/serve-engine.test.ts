import { photoSpecs } from "@gradphoto/domain/photo-standard";
import { readCanonicalFace } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveStage } from "./load-live-stage.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { serveEngine } from "./serve-engine.ts";
import { stubCanvas } from "./testing/stub-canvas.ts";

const [spec] = photoSpecs;
const canonicalFace = readCanonicalFace(readWeights("face-geometry"));

beforeEach(() => stubCanvas());
afterEach(() => vi.unstubAllGlobals());

/** Returns a stage that detects no face. Its search waits for `look`, and `loadEngine` fails. */
function staged(look = async (): Promise<void> => {}) {
  const loadEngine = vi.fn(async () => {
    throw new Error("a file did not come");
  });
  const stage: LiveStage = {
    live: {
      findFaces: async () => {
        await look();
        return [];
      },
      traceMesh: () => Promise.reject(new Error("there is no face")),
      canonicalFace,
    },
    loadEngine,
  };
  return { stage, loadEngine };
}

function serving(stage: LiveStage, post: (message: FromWorker) => void = () => {}) {
  const reported: FromWorker[] = [];
  const receive = serveEngine(
    (message) => {
      post(message);
      reported.push(message);
    },
    async () => stage,
  );
  receive({ type: "open", urls: new Map() });
  const receivedFrom = (id: number) =>
    vi.waitUntil(() => reported.find((sent) => "id" in sent && sent.id === id));
  return { receive, sent: reported, receivedFrom };
}

const frameOf = (id: number, atMs: number) => {
  const [width, height] = [36, 48];
  const frame = {
    width,
    height,
    data: new Uint8ClampedArray(4 * width * height).fill(212),
    close: vi.fn(),
  };
  return { type: "frame", id, frame, atMs } satisfies ToWorker;
};

test("processes only the newest of the queued frames, and closes every one", async () => {
  let releaseSearch = (): void => {};
  const heldSearch = new Promise<void>((resolve) => {
    releaseSearch = resolve;
  });
  const look = vi.fn(() => heldSearch);
  const { receive, receivedFrom, sent: reported } = serving(staged(look).stage);
  receive({ type: "guide", spec });
  const frames = [frameOf(1, 0), frameOf(2, 50), frameOf(3, 100)];
  receive(frames[0]!);
  await vi.waitUntil(() => look.mock.calls.length === 1);
  receive(frames[1]!);
  receive(frames[2]!);
  expect(reported).toContainEqual({ type: "guided", id: 2, guidance: null });
  releaseSearch();
  expect(await receivedFrom(3)).toMatchObject({ type: "guided", guidance: { count: "wait" } });
  expect(look).toHaveBeenCalledTimes(2);
  for (const { frame } of frames) expect(frame.close).toHaveBeenCalledOnce();
});

test("times its instructions by when the frames were taken", async () => {
  const { receive, receivedFrom } = serving(staged().stage);
  receive({ type: "guide", spec });
  receive(frameOf(1, 5000));
  expect(await receivedFrom(1)).toMatchObject({ guidance: { instruction: null } });
  receive(frameOf(2, 5200));
  expect(await receivedFrom(2)).toMatchObject({ guidance: { instruction: { id: "no-face" } } });
});

test("retries loading the engine after a failure, and the camera guidance continues", async () => {
  const { stage, loadEngine } = staged();
  const { receive, receivedFrom, sent: reported } = serving(stage);
  receive({ type: "prepare", id: 1 });
  expect(await receivedFrom(1)).toMatchObject({ type: "failed", message: "a file did not come" });
  receive({ type: "prepare", id: 2 });
  await receivedFrom(2);
  expect(loadEngine).toHaveBeenCalledTimes(2);
  receive({ type: "guide", spec });
  receive(frameOf(3, 0));
  expect(await receivedFrom(3)).toMatchObject({ type: "guided" });
  expect(reported.some(({ type }) => type === "unusable")).toBe(false);
});

test("processes a burst after the frames queued earlier, and closes each of its frames", async () => {
  const { receive, receivedFrom, sent: reported } = serving(staged().stage);
  receive({ type: "guide", spec });
  receive(frameOf(1, 0));
  const frames = [frameOf(0, 0).frame, frameOf(0, 0).frame];
  receive({ type: "best-of", id: 2, frames });
  expect(await receivedFrom(2)).toEqual({ type: "picked", id: 2, index: 0 });
  expect(reported.map((message) => ("id" in message ? message.id : null))).toEqual([null, 1, 2]);
  for (const frame of frames) expect(frame.close).toHaveBeenCalledOnce();
});

test("fails to pick from an empty burst, and from a burst without a camera", async () => {
  const { receive, receivedFrom } = serving(staged().stage);
  const { frame } = frameOf(0, 0);
  receive({ type: "best-of", id: 1, frames: [frame] });
  expect(await receivedFrom(1)).toMatchObject({ type: "failed" });
  expect(frame.close).toHaveBeenCalledOnce();
  receive({ type: "guide", spec });
  receive({ type: "best-of", id: 2, frames: [] });
  expect(await receivedFrom(2)).toMatchObject({
    type: "failed",
    message: "of no frames none is the best",
  });
});

test("reports an answer that cannot be posted as a failure, and processes the next frame", async () => {
  const { receive, receivedFrom } = serving(staged().stage, (message) => {
    if (message.type === "guided" && message.id === 1) throw new Error("could not be cloned");
  });
  receive({ type: "guide", spec });
  receive(frameOf(1, 0));
  expect(await receivedFrom(1)).toMatchObject({ type: "failed", message: "could not be cloned" });
  receive(frameOf(2, 50));
  expect(await receivedFrom(2)).toMatchObject({ type: "guided" });
});

test("reports a browser that cannot run the engine as unusable", async () => {
  const reported: FromWorker[] = [];
  const receive = serveEngine(
    (message) => reported.push(message),
    () => Promise.reject(new Error("no canvas")),
  );
  receive({ type: "open", urls: new Map() });
  await vi.waitUntil(() => reported.length > 0);
  expect(reported).toEqual([{ type: "unusable", message: "no canvas" }]);
});
