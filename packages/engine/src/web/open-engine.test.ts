import { photoSpecs } from "@gradphoto/domain/photo-standard";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromWorker, ToWorker } from "./messages.ts";
import { EngineUnusableError, openEngine } from "./open-engine.ts";

const [spec] = photoSpecs;
const file = new Blob(["a photo"]);

class StubWorker extends EventTarget {
  readonly sent: ToWorker[] = [];
  isEnded = false;
  refuses = false;
  postMessage(message: ToWorker): void {
    if (this.refuses) throw new Error("could not be cloned");
    this.sent.push(message);
  }
  terminate(): void {
    this.isEnded = true;
  }
  sends(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
}

let worker: StubWorker;
const open = () => openEngine({ workerUrl: "worker.js", urlOf: (name) => `/engine/${name}` });
const idOf = (type: ToWorker["type"]): number => {
  const message = worker.sent.findLast((candidate) => candidate.type === type);
  if (!message || !("id" in message)) throw new Error(`nothing was asked by ${type}`);
  return message.id;
};

beforeEach(() => {
  worker = new StubWorker();
  vi.stubGlobal("Worker", function FakeEngine() {
    return worker;
  });
});
afterEach(() => vi.unstubAllGlobals());

test("returns the answer for a photo and reports its steps", async () => {
  const engine = open();
  const onStep = vi.fn();
  const answer = engine.precheck(file, spec, onStep);
  const id = idOf("precheck");
  worker.sends({ type: "step", id, step: "find-face" });
  worker.sends({ type: "answer", id, precheck: { kind: "left-to-server" } });
  expect(await answer).toEqual({ kind: "left-to-server" });
  expect(onStep).toHaveBeenCalledExactlyOnceWith("find-face");
});

test("the failure of one photo does not affect the next", async () => {
  const engine = open();
  const failing = engine.precheck(file, spec);
  worker.sends({ type: "failed", id: idOf("precheck"), message: "out of memory" });
  await expect(failing).rejects.toThrow("out of memory");
  const next = engine.precheck(file, spec);
  worker.sends({ type: "answer", id: idOf("precheck"), precheck: { kind: "left-to-server" } });
  expect(await next).toEqual({ kind: "left-to-server" });
});

test("preparing can fail and be retried, while the engine stays live", async () => {
  const engine = open();
  worker.sends({ type: "ready" });
  const first = engine.prepare();
  worker.sends({ type: "failed", id: idOf("prepare"), message: "a file did not come" });
  await expect(first).rejects.toThrow("a file did not come");
  const second = engine.prepare();
  worker.sends({ type: "prepared", id: idOf("prepare") });
  await second;
  await engine.live;
  expect(worker.isEnded).toBe(false);
});

test("an unusable engine rejects pending and later requests with its first reason", async () => {
  const engine = open();
  const pending = engine.precheck(file, spec);
  worker.sends({ type: "unusable", message: "no canvas" });
  engine.close();
  for (const promise of [engine.live, pending, engine.prepare(), engine.precheck(file, spec)])
    await expect(promise).rejects.toThrow(new EngineUnusableError("no canvas"));
  expect(worker.isEnded).toBe(true);
});

test("closes a frame that is passed to a closed engine", async () => {
  const engine = open();
  engine.close();
  const frame = { width: 1, height: 1, close: vi.fn() };
  await expect(engine.guide(spec)(frame)).rejects.toThrow("closed");
  expect(frame.close).toHaveBeenCalledOnce();
});

test("returns the index of the best frame of a burst, and rejects an empty burst", async () => {
  const engine = open();
  const frame = { width: 1, height: 1, close: vi.fn() };
  const best = engine.bestOf([frame, frame]);
  worker.sends({ type: "picked", id: idOf("best-of"), index: 1 });
  expect(await best).toBe(1);
  const none = engine.bestOf([]);
  worker.sends({ type: "failed", id: idOf("best-of"), message: "of no frames none is the best" });
  await expect(none).rejects.toThrow("of no frames");
});

test("closes the frames of a burst that is passed to a closed engine", async () => {
  const engine = open();
  engine.close();
  const frames = [1, 2].map(() => ({ width: 1, height: 1, close: vi.fn() }));
  await expect(engine.bestOf(frames)).rejects.toThrow("closed");
  for (const { close } of frames) expect(close).toHaveBeenCalledOnce();
});

test("rejects only the request that cannot be posted to the worker", async () => {
  const engine = open();
  worker.refuses = true;
  await expect(engine.precheck(file, spec)).rejects.toThrow("could not be cloned");
  worker.refuses = false;
  const next = engine.precheck(file, spec);
  worker.sends({ type: "answer", id: idOf("precheck"), precheck: { kind: "left-to-server" } });
  expect(await next).toEqual({ kind: "left-to-server" });
});

test("an engine is unusable if its worker is refused by policy, missing or failing to start", async () => {
  vi.stubGlobal("Worker", function FakeEngine() {
    throw new Error("refused by policy");
  });
  const refused = open();
  await expect(refused.live).rejects.toThrow(new EngineUnusableError("refused by policy"));
  vi.stubGlobal("Worker", undefined);
  await expect(open().precheck(file, spec)).rejects.toThrow(EngineUnusableError);
  vi.stubGlobal("Worker", function FakeEngine() {
    return worker;
  });
  const withoutStart = open();
  worker.dispatchEvent(new Event("error"));
  await expect(withoutStart.live).rejects.toThrow("the worker did not start");
});
