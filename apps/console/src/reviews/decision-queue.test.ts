import { onlineManager, QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  countStored,
  dropDecisionsOfOthers,
  isUnsent,
  prepareDecisions,
  type QueuedDecision,
  resumeDecisions,
  submit,
  waitForLastDecision,
} from "./decision-queue.ts";

interface Input {
  readonly params?: Readonly<Record<string, string>>;
}

const { call } = vi.hoisted(() => ({ call: vi.fn<(name: string, input: Input) => Promise<unknown>>() }));
vi.mock("../lib/client.ts", () => ({ call }));
vi.mock("../lib/use-answer.ts", () => ({
  RefusedError: class extends Error {
    readonly problem: unknown;
    constructor(problem: unknown) {
      super();
      this.problem = problem;
    }
  },
}));

const one = "00000000-0000-4000-8000-000000000001";
const other = "00000000-0000-4000-8000-000000000002";
const made = (decisionId: string, staffId = one): QueuedDecision => ({
  ...{ staffId, decisionId, taskId: `task-${decisionId}`, attemptId: "a", nameMasked: "测**" },
  ...{ made: { outcome: "approve" }, madeAt: new Date().toISOString(), lookMs: 1200 },
});

const down = { ok: false, problem: { status: 0 } } as const;
const refusal = { ok: false, problem: { status: 409 } } as const;

/** Answers of the mocked service: one for each decision in turn, and the account of the session. */
let answers: unknown[] = [];
let session: string | null = one;
const sent: string[] = [];
let stored: Map<string, string>;
let client: QueryClient;

function openPage(): void {
  client = new QueryClient();
  client.mount();
  prepareDecisions(client);
}

beforeEach(() => {
  vi.useFakeTimers();
  [answers, session, stored, sent.length] = [[], one, new Map(), 0];
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  };
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal(
    "sessionStorage",
    new Proxy(storage, {
      ownKeys: () => [...stored.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    }),
  );
  call.mockImplementation(async (name, input) => {
    if (name === "readStaffAccount") return session === null ? down : { ok: true, value: { staffId: session } };
    sent.push(String(Object.values(input.params ?? {})[0]));
    return answers.shift() ?? { ok: true, value: {} };
  });
  openPage();
});

afterEach(() => {
  client.unmount();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("decisions are sent one after another in the order they were made", async () => {
  let answer: (value: unknown) => void = () => undefined;
  answers = [new Promise((done) => (answer = done))];
  submit(client, made("first"));
  submit(client, made("second"));
  await pass(10);
  expect(sent).toEqual(["first"]);
  answer({ ok: true, value: {} });
  await pass(10);
  expect(sent).toEqual(["first", "second"]);
  expect(stored.size).toBe(0);
});

test("what may pass is retried until it is confirmed, and stays stored until then", async () => {
  answers = [down, { ok: false, problem: { status: 401 } }, { ok: false, problem: { status: 503 } }];
  submit(client, made("first"));
  await pass(5000);
  expect(countStored()).toBe(1);
  expect(isUnsent(client, "task-first")).toBe(true);
  await pass(5000);
  expect(sent).toEqual(["first", "first", "first", "first"]);
  expect(countStored()).toBe(0);
});

test("a refusal for good ends a decision, and the next one is sent", async () => {
  answers = [refusal];
  submit(client, made("first"));
  submit(client, made("second"));
  await pass(10);
  expect(sent).toEqual(["first", "second"]);
  expect(countStored()).toBe(0);
});

test("a reloaded tab sends what it had stored, the same and in order", async () => {
  answers = [down, down, down];
  submit(client, made("first"));
  submit(client, made("second"));
  await pass(10);
  expect(countStored()).toBe(2);
  const left = new Map(stored);
  client.clear();
  openPage();
  stored = left;
  sent.length = 0;
  answers = [];
  resumeDecisions(client, one);
  await pass(10);
  expect(sent).toEqual(["first", "second"]);
  expect(stored.size).toBe(0);
});

test("no decision is sent under another account's session, and it is sent once its own is back", async () => {
  answers = [down];
  submit(client, made("first"));
  await pass(10);
  session = other;
  await pass(20_000);
  expect(sent).toEqual(["first"]);
  session = one;
  await pass(5000);
  expect(sent).toEqual(["first", "first"]);
});

test("a decision made without a network is not sent under the account that was signed in meanwhile", async () => {
  onlineManager.setOnline(false);
  submit(client, made("first"));
  await pass(10_000);
  session = other;
  onlineManager.setOnline(true);
  await pass(10_000);
  expect(sent).toEqual([]);
  expect(countStored()).toBe(1);
  session = one;
  await pass(5000);
  expect(sent).toEqual(["first"]);
});

test("where another account signs in, the decisions of the one before are dropped and counted, and never sent", async () => {
  answers = [down];
  submit(client, made("first"));
  submit(client, { ...made("back"), made: { outcome: "release", leftTo: "others" } });
  await pass(10);
  session = other;
  expect(dropDecisionsOfOthers(client, other)).toBe(1);
  expect(stored.size).toBe(0);
  submit(client, made("theirs", other));
  session = one;
  await pass(20_000);
  expect(sent).toEqual(["first", "theirs"]);
});

test.each(["{", "null", '{"a":1}', '[1,{"decisionId":"x"}]', "[null]"])(
  "what is stored and no decision is left out: %s",
  async (text) => {
    stored.set(`gradphoto-console-own-${one}-decisions`, text);
    resumeDecisions(client, one);
    await pass(10);
    expect(sent).toEqual([]);
    expect(countStored()).toBe(0);
  },
);

test("undoing waits for the last decision: confirmed, refused, or not saved in the time of an answer", async () => {
  expect(await waitForLastDecision(client, one)).toBeNull();
  submit(client, made("first"));
  expect(await waitForLastDecision(client, one)).toBeNull();
  answers = [refusal];
  submit(client, made("second"));
  expect(await waitForLastDecision(client, one)).toBe("refused");
  answers = [new Promise(() => undefined)];
  submit(client, made("third"));
  const waiting = waitForLastDecision(client, one);
  await pass(3000);
  expect(await waiting).toMatchObject({ decisionId: "third" });
});
