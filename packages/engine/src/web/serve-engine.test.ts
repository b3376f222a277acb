import { photoSpecs } from "@gradphoto/domain/photo-standard";
import { readCanonicalFace } from "@gradphoto/networks";
import { readWeights } from "@gradphoto/networks/node";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LiveStage } from "./load-engine.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { serveEngine } from "./serve-engine.ts";
import { stubCanvas } from "./testing/stub-canvas.ts";

const [spec] = photoSpecs;
const canonicalFace = readCanonicalFace(readWeights("face-geometry"));

beforeEach(() => stubCanvas());
afterEach(() => vi.unstubAllGlobals());

/** A stage whose camera sees nobody; `look` waits, and `loadEngine` fails. */
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
  const receivedFrom = (id: number) => vi.waitUntil(() => reported.find((one) => "id" in one && one.id === id));
  return { receive, sent: reported, receivedFrom };
}

const frameOf = (id: number, atMs: number) => {
  const [width, height] = [36, 48];
  const frame = { width, height, data: new Uint8ClampedArray(4 * width * height).fill(212), close: vi.fn() };
  return { type: "frame", id, frame, atMs } satisfies ToWorker;
};

test("of the frames that wait the newest alone is looked at, and every one is closed", async () => {
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const look = vi.fn(() => held);
  const { receive, receivedFrom, sent: reported } = serving(staged(look).stage);
  receive({ type: "guide", spec });
  const frames = [frameOf(1, 0), frameOf(2, 50), frameOf(3, 100)];
  receive(frames[0]!);
  await vi.waitUntil(() => look.mock.calls.length === 1);
  receive(frames[1]!);
  receive(frames[2]!);
  expect(reported).toContainEqual({ type: "guided", id: 2, guidance: null });
  letGo();
  expect(await receivedFrom(3)).toMatchObject({ type: "guided", guidance: { count: "wait" } });
  expect(look).toHaveBeenCalledTimes(2);
  for (const { frame } of frames) expect(frame.close).toHaveBeenCalledOnce();
});

test("what is said follows the times at which the frames were taken", async () => {
  const { receive, receivedFrom } = serving(staged().stage);
  receive({ type: "guide", spec });
  receive(frameOf(1, 5000));
  expect(await receivedFrom(1)).toMatchObject({ guidance: { instruction: null } });
  receive(frameOf(2, 5200));
  expect(await receivedFrom(2)).toMatchObject({ guidance: { instruction: { id: "no-face" } } });
});

test("what a check needs can fail to come, is tried again, and a camera goes on being guided", async () => {
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

test("a burst has its turn behind the frames before it, and every frame of it is closed", async () => {
  const { receive, receivedFrom, sent: reported } = serving(staged().stage);
  receive({ type: "guide", spec });
  receive(frameOf(1, 0));
  const frames = [frameOf(0, 0).frame, frameOf(0, 0).frame];
  receive({ type: "best-of", id: 2, frames });
  expect(await receivedFrom(2)).toEqual({ type: "picked", id: 2, index: 0 });
  expect(reported.map((one) => ("id" in one ? one.id : null))).toEqual([null, 1, 2]);
  for (const frame of frames) expect(frame.close).toHaveBeenCalledOnce();
});

test("of no frames, and of no camera's, none is picked", async () => {
  const { receive, receivedFrom } = serving(staged().stage);
  const { frame } = frameOf(0, 0);
  receive({ type: "best-of", id: 1, frames: [frame] });
  expect(await receivedFrom(1)).toMatchObject({ type: "failed" });
  expect(frame.close).toHaveBeenCalledOnce();
  receive({ type: "guide", spec });
  receive({ type: "best-of", id: 2, frames: [] });
  expect(await receivedFrom(2)).toMatchObject({ type: "failed", message: "of no frames none is the best" });
});

test("an answer that cannot be told is told as a failure, and the next has its turn", async () => {
  const { receive, receivedFrom } = serving(staged().stage, (message) => {
    if (message.type === "guided" && message.id === 1) throw new Error("could not be cloned");
  });
  receive({ type: "guide", spec });
  receive(frameOf(1, 0));
  expect(await receivedFrom(1)).toMatchObject({ type: "failed", message: "could not be cloned" });
  receive(frameOf(2, 50));
  expect(await receivedFrom(2)).toMatchObject({ type: "guided" });
});

test("a browser that cannot run the engine is told of as unusable", async () => {
  const reported: FromWorker[] = [];
  const receive = serveEngine(
    (message) => reported.push(message),
    () => Promise.reject(new Error("no canvas")),
  );
  receive({ type: "open", urls: new Map() });
  await vi.waitUntil(() => reported.length > 0);
  expect(reported).toEqual([{ type: "unusable", message: "no canvas" }]);
});
