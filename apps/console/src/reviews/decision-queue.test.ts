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

const { call } = vi.hoisted(() => ({
  call: vi.fn<(name: string, input: Input) => Promise<unknown>>(),
}));
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

const reviewer = "00000000-0000-4000-8000-000000000001";
const otherReviewer = "00000000-0000-4000-8000-000000000002";
const decision = (decisionId: string, staffId = reviewer): QueuedDecision => ({
  ...{ staffId, decisionId, taskId: `task-${decisionId}`, attemptId: "a", nameMasked: "测**" },
  ...{ decision: { outcome: "approve" }, madeAt: new Date().toISOString(), lookMs: 1200 },
});

const down = { ok: false, problem: { status: 0 } } as const;
const refusal = { ok: false, problem: { status: 409 } } as const;

/** Responses of the mocked service, one per decision in order, and the account of the session. */
let answers: unknown[] = [];
let session: string | null = reviewer;
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
  [answers, session, stored, sent.length] = [[], reviewer, new Map(), 0];
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
    if (name === "readStaffAccount")
      return session === null ? down : { ok: true, value: { staffId: session } };
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

const advance = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("sends decisions one by one in their order", async () => {
  let answer: (value: unknown) => void = () => undefined;
  answers = [new Promise((done) => (answer = done))];
  submit(client, decision("first"));
  submit(client, decision("second"));
  await advance(10);
  expect(sent).toEqual(["first"]);
  answer({ ok: true, value: {} });
  await advance(10);
  expect(sent).toEqual(["first", "second"]);
  expect(stored.size).toBe(0);
});

test("retries a decision after a temporary failure, and stores it until it is confirmed", async () => {
  answers = [
    down,
    { ok: false, problem: { status: 401 } },
    { ok: false, problem: { status: 503 } },
  ];
  submit(client, decision("first"));
  await advance(5000);
  expect(countStored()).toBe(1);
  expect(isUnsent(client, "task-first")).toBe(true);
  await advance(5000);
  expect(sent).toEqual(["first", "first", "first", "first"]);
  expect(countStored()).toBe(0);
});

test("drops a decision that is refused for good, and sends the next one", async () => {
  answers = [refusal];
  submit(client, decision("first"));
  submit(client, decision("second"));
  await advance(10);
  expect(sent).toEqual(["first", "second"]);
  expect(countStored()).toBe(0);
});

test("a reloaded tab sends its stored decisions unchanged and in order", async () => {
  answers = [down, down, down];
  submit(client, decision("first"));
  submit(client, decision("second"));
  await advance(10);
  expect(countStored()).toBe(2);
  const storedBefore = new Map(stored);
  client.clear();
  openPage();
  stored = storedBefore;
  sent.length = 0;
  answers = [];
  resumeDecisions(client, reviewer);
  await advance(10);
  expect(sent).toEqual(["first", "second"]);
  expect(stored.size).toBe(0);
});

test("sends no decision with another account's session, and sends it once its own session is back", async () => {
  answers = [down];
  submit(client, decision("first"));
  await advance(10);
  session = otherReviewer;
  await advance(20_000);
  expect(sent).toEqual(["first"]);
  session = reviewer;
  await advance(5000);
  expect(sent).toEqual(["first", "first"]);
});

test("does not send a decision made offline with an account that signed in meanwhile", async () => {
  onlineManager.setOnline(false);
  submit(client, decision("first"));
  await advance(10_000);
  session = otherReviewer;
  onlineManager.setOnline(true);
  await advance(10_000);
  expect(sent).toEqual([]);
  expect(countStored()).toBe(1);
  session = reviewer;
  await advance(5000);
  expect(sent).toEqual(["first"]);
});

test("drops and counts the decisions of the previous account when another signs in, and never sends them", async () => {
  answers = [down];
  submit(client, decision("first"));
  submit(client, { ...decision("back"), decision: { outcome: "release", leftTo: "others" } });
  await advance(10);
  session = otherReviewer;
  expect(dropDecisionsOfOthers(client, otherReviewer)).toBe(1);
  expect(stored.size).toBe(0);
  submit(client, decision("theirs", otherReviewer));
  session = reviewer;
  await advance(20_000);
  expect(sent).toEqual(["first", "theirs"]);
});

test.each(["{", "null", '{"a":1}', '[1,{"decisionId":"x"}]', "[null]"])(
  "ignores stored text that is not a decision: %s",
  async (text) => {
    stored.set(`gradphoto-console-own-${reviewer}-decisions`, text);
    resumeDecisions(client, reviewer);
    await advance(10);
    expect(sent).toEqual([]);
    expect(countStored()).toBe(0);
  },
);

test("an undo waits until the last decision is confirmed or refused, or times out unsaved", async () => {
  expect(await waitForLastDecision(client, reviewer)).toBeNull();
  submit(client, decision("first"));
  expect(await waitForLastDecision(client, reviewer)).toBeNull();
  answers = [refusal];
  submit(client, decision("second"));
  expect(await waitForLastDecision(client, reviewer)).toBe("refused");
  answers = [new Promise(() => undefined)];
  submit(client, decision("third"));
  const waiting = waitForLastDecision(client, reviewer);
  await advance(3000);
  expect(await waiting).toMatchObject({ decisionId: "third" });
});
