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
  const message = worker.sent.findLast((one) => one.type === type);
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

test("a photo is answered, and its steps are told on the way", async () => {
  const engine = open();
  const onStep = vi.fn();
  const answer = engine.precheck(file, spec, onStep);
  const id = idOf("precheck");
  worker.sends({ type: "step", id, step: "find-face" });
  worker.sends({ type: "answer", id, precheck: { kind: "left-to-server" } });
  expect(await answer).toEqual({ kind: "left-to-server" });
  expect(onStep).toHaveBeenCalledExactlyOnceWith("find-face");
});

test("one photo's failure is that photo's alone", async () => {
  const engine = open();
  const failing = engine.precheck(file, spec);
  worker.sends({ type: "failed", id: idOf("precheck"), message: "out of memory" });
  await expect(failing).rejects.toThrow("out of memory");
  const next = engine.precheck(file, spec);
  worker.sends({ type: "answer", id: idOf("precheck"), precheck: { kind: "left-to-server" } });
  expect(await next).toEqual({ kind: "left-to-server" });
});

test("preparing can fail and be tried again, while the engine stays live", async () => {
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

test("an engine that is unusable rejects what was asked and what is asked later, for its first reason", async () => {
  const engine = open();
  const pending = engine.precheck(file, spec);
  worker.sends({ type: "unusable", message: "no canvas" });
  engine.close();
  for (const promise of [engine.live, pending, engine.prepare(), engine.precheck(file, spec)])
    await expect(promise).rejects.toThrow(new EngineUnusableError("no canvas"));
  expect(worker.isEnded).toBe(true);
});

test("a frame handed to an ended engine is closed", async () => {
  const engine = open();
  engine.close();
  const frame = { width: 1, height: 1, close: vi.fn() };
  await expect(engine.guide(spec)(frame)).rejects.toThrow("closed");
  expect(frame.close).toHaveBeenCalledOnce();
});

test("the best of a burst is told by its place, and no frames at all are rejected", async () => {
  const engine = open();
  const frame = { width: 1, height: 1, close: vi.fn() };
  const best = engine.bestOf([frame, frame]);
  worker.sends({ type: "picked", id: idOf("best-of"), index: 1 });
  expect(await best).toBe(1);
  const none = engine.bestOf([]);
  worker.sends({ type: "failed", id: idOf("best-of"), message: "of no frames none is the best" });
  await expect(none).rejects.toThrow("of no frames");
});

test("a burst handed to an ended engine is closed", async () => {
  const engine = open();
  engine.close();
  const frames = [1, 2].map(() => ({ width: 1, height: 1, close: vi.fn() }));
  await expect(engine.bestOf(frames)).rejects.toThrow("closed");
  for (const { close } of frames) expect(close).toHaveBeenCalledOnce();
});

test("what cannot be handed to the worker is rejected, and nothing else", async () => {
  const engine = open();
  worker.refuses = true;
  await expect(engine.precheck(file, spec)).rejects.toThrow("could not be cloned");
  worker.refuses = false;
  const next = engine.precheck(file, spec);
  worker.sends({ type: "answer", id: idOf("precheck"), precheck: { kind: "left-to-server" } });
  expect(await next).toEqual({ kind: "left-to-server" });
});

test("a worker that the page's policy refuses leaves an engine that is unusable", async () => {
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
  const late = open();
  worker.dispatchEvent(new Event("error"));
  await expect(late.live).rejects.toThrow("the worker did not start");
});
