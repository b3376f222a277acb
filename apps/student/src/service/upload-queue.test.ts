import { photoSpecOf, problemOf } from "@gradphoto/domain";
import type { Answer, RouteAnswer } from "@gradphoto/domain/client";
import { beforeEach, expect, test } from "vitest";
import type { Picture, Shelf } from "../platform/index.ts";
import { openUploadQueue, type UploadQueue } from "./upload-queue.ts";

type Reported = Answer<"helperUpload">;
const both = (zh: string) => ({ zh, en: zh });
const day = "2027-03-01";
const student = (name: string) => ({
  token: `token-${name}`,
  nameMasked: name,
  expiresAt: `${day}T16:00:00.000Z`,
});
const picture = (name: string): Picture => ({ url: `blob:${name}`, bytes: 1 });

const status = (state: string, advice: readonly string[] = []): Reported => {
  const value: RouteAnswer<"helperStatus"> = {
    albumAllowed: true,
    state,
    label: both(state),
    verdict: null,
    advice: advice.map(both),
    shouldRetake: false,
    spec: photoSpecOf("chsi-blue"),
    mayUpload: true,
    expiresAt: `${day}T16:00:00.000Z`,
  };
  return { ok: true, value };
};
type Code =
  | "network-unreachable"
  | "session-expired"
  | "photo-broken"
  | "helper-link-ended"
  | "answer-unreadable";
const refused = (code: Code | "internal" | "photo-missing"): Reported => ({
  ok: false,
  problem: problemOf(code, {}, { language: "zh", requestId: null }),
});
const busy: Reported = {
  ok: false,
  problem: problemOf(
    "move-not-allowed",
    { state: both("标准化中") },
    { language: "zh", requestId: null },
  ),
};

let nowMs: number;
let stored: Map<string, string>;
let shelved: Map<string, Picture>;
let answers: Reported[];
/** Requests as [`send` or `ask`, student, key of the upload]. */
let requests: (readonly [string, string, string])[];
let queue: UploadQueue;

const shelf: Shelf = {
  put: async (key, input) => {
    shelved.set(key, input);
    return true;
  },
  lend: (key, work) => work(shelved.get(key) ?? null),
  drop: async (key) => void shelved.delete(key),
};

/** Simulates a page load: only the data stored on the phone survive. */
const load = (): void => {
  const record = async (kind: string, name: string, id: string): Promise<Reported> => {
    requests.push([kind, name, id]);
    return answers.shift() ?? refused("network-unreachable");
  };
  queue = openUploadQueue({
    store: {
      read: (key) => stored.get(key) ?? null,
      write: (key, text) => void (text === null ? stored.delete(key) : stored.set(key, text)),
    },
    shelf,
    send: ({ nameMasked, id }) => record("send", nameMasked, id),
    readStatus: ({ nameMasked, id }) => record("ask", nameMasked, id),
    nowMs: () => nowMs,
    changed: () => {},
  });
};

beforeEach(() => {
  nowMs = Date.parse(`${day}T02:00:00.000Z`);
  [stored, shelved, answers, requests] = [new Map(), new Map(), [], []];
  load();
});

async function addTwo(): Promise<void> {
  await queue.add(student("甲*"), picture("a"));
  await queue.add(student("乙*"), picture("b"));
}

const stages = () => queue.photos().map(({ nameMasked, stage }) => `${nameMasked} ${stage}`);
const requestNames = () => requests.map(([kind, name]) => `${kind} ${name}`);

test("sends photos in order, one per step, and deletes judged ones from the phone", async () => {
  await addTwo();
  answers = [status("processing"), status("processing")];
  await queue.step();
  expect(stages()).toEqual(["甲* judging", "乙* waiting"]);
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*", "send 乙*"]);
  expect(shelved.size).toBe(2);
  nowMs += 2000;
  answers = [status("made"), status("refused", ["请摘下帽子"])];
  expect(await queue.step()).toBeNull();
  expect(queue.photos()).toMatchObject([
    { nameMasked: "乙*", stage: "refused", words: both("请摘下帽子") },
    { nameMasked: "甲*", stage: "good", token: "" },
  ]);
  expect(shelved.size).toBe(0);
  expect(JSON.stringify([...stored])).not.toContain("甲");
});

test("doubles the pause up to a minute while offline, and sends at once when the connection is back", async () => {
  await queue.add(student("甲*"), picture("a"));
  const pausesS: number[] = [];
  for (let tried = 0; tried < 8; tried++) {
    const waitMs = (await queue.step()) ?? 0;
    pausesS.push(waitMs / 1000);
    nowMs += waitMs;
  }
  expect(pausesS).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  expect(await queue.step()).toBe(60_000);
  const tried = requests.length;
  await queue.step();
  expect(requests).toHaveLength(tried);
  queue.tryNow();
  answers = [status("made")];
  expect(await queue.step()).toBeNull();
});

test("continues after a reload with the same idempotency keys", async () => {
  await addTwo();
  await queue.step();
  load();
  answers = [status("made"), status("made")];
  await queue.step();
  await queue.step();
  const keys = requests.map(([, name, id]) => `${name} ${id}`);
  expect(requestNames()).toEqual(["send 甲*", "send 甲*", "send 乙*"]);
  expect(keys[0]).toBe(keys[1]);
  expect(stages()).toEqual(["乙* good", "甲* good"]);
});

test("after a reload, requests the status of a sent photo instead of sending it again", async () => {
  await queue.add(student("甲*"), picture("a"));
  answers = [status("processing"), status("made")];
  await queue.step();
  load();
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*", "ask 甲*"]);
});

test("an expired session ends only its own photo, and the others continue", async () => {
  await addTwo();
  answers = [refused("session-expired"), status("made")];
  await queue.step();
  expect(await queue.step()).toBeNull();
  expect(stages()).toEqual(["甲* ended", "乙* good"]);
  expect(shelved.size).toBe(0);
});

test("shows the service's message for an unusable photo, which can be retaken with the same session", async () => {
  await queue.add(student("甲*"), picture("a"));
  answers = [refused("photo-broken"), status("made")];
  await queue.step();
  const [broken] = queue.photos();
  if (!broken) throw new Error("The refused photo is not reported");
  expect(broken.stage).toBe("refused");
  expect(broken.words?.zh).toMatch(/已损坏/);
  await queue.add(broken, picture("again"), broken);
  expect(queue.photos()).toMatchObject([{ stage: "waiting", token: "token-甲*", words: null }]);
  await queue.step();
  expect(requests[0]?.[2]).not.toBe(requests[1]?.[2]);
  expect(stages()).toEqual(["甲* good"]);
});

test("waits to send a student's next photo while the previous one is judged, and sends others meanwhile", async () => {
  await addTwo();
  answers = [busy, status("made"), status("made")];
  await queue.step();
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*", "send 乙*"]);
  nowMs += 5000;
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*", "send 乙*", "send 甲*"]);
});

test("sends photos even if the phone's clock is ahead, as only the service decides on expiry", async () => {
  nowMs = Date.parse(`${day}T20:00:00.000Z`);
  await addTwo();
  answers = [status("made"), refused("session-expired")];
  await queue.step();
  await queue.step();
  expect(stages()).toEqual(["乙* ended", "甲* good"]);
  expect(shelved.size).toBe(0);
});

test("gives up an unsent photo after its session's day, deletes its picture, and drops it a day later", async () => {
  await queue.add(student("甲*"), picture("a"));
  nowMs = Date.parse("2027-03-02T16:00:00.000Z");
  await queue.step();
  expect(stages()).toEqual(["甲* ended"]);
  expect([shelved.size, requests.length]).toEqual([0, 0]);
  nowMs = Date.parse("2027-03-03T16:00:00.000Z");
  expect(await queue.step()).toBeNull();
  expect([queue.photos().length, stored.size]).toEqual([0, 0]);
});

test("counts the photo as good if the student submitted it before the phone read its status", async () => {
  await queue.add(student("甲*"), picture("a"));
  answers = [status("processing"), refused("helper-link-ended")];
  await queue.step();
  nowMs += 60_000;
  await queue.step();
  expect(stages()).toEqual(["甲* good"]);
});

test.each(["answer-unreadable", "internal", "photo-missing"] as const)(
  "a photo that always gets %s does not block the others",
  async (code) => {
    await queue.add(student("坏*"), picture("a"));
    await queue.add(student("好*"), picture("b"));
    answers = [refused(code), status("made")];
    await queue.step();
    await queue.step();
    expect(requestNames()).toEqual(["send 坏*", "send 好*"]);
  },
);

test("lets another photo go first after a failed attempt", async () => {
  await addTwo();
  await queue.step();
  queue.tryNow();
  answers = [status("made"), status("made")];
  await queue.step();
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*", "send 乙*", "send 甲*"]);
});

test("retains a picture that is temporarily unreadable, and sends it later", async () => {
  await queue.add(student("甲*"), picture("a"));
  const { lend } = shelf;
  shelf.lend = () => Promise.reject(new Error("The database is closing"));
  await queue.step();
  shelf.lend = lend;
  expect(stages()).toEqual(["甲* waiting"]);
  nowMs += 60_000;
  answers = [status("made")];
  await queue.step();
  expect(requestNames()).toEqual(["send 甲*"]);
});

test("requests a retake of a picture that the phone has lost", async () => {
  await queue.add(student("甲*"), picture("a"));
  shelved.clear();
  await queue.step();
  expect(stages()).toEqual(["甲* refused"]);
  expect(requests).toEqual([]);
});

test("ignores stored text of another version or damaged text", async () => {
  for (const text of [
    "{",
    "null",
    "{}",
    '[{"id":1}]',
    '[{"id":"a","token":"b","nameMasked":"c","expiresAt":"d","stage":"new"}]',
  ]) {
    stored.set("gradphoto-site-photos", text);
    expect(queue.photos(), text).toEqual([]);
  }
});
