import { beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "../core/call.ts";
import { openCodeWorld } from "./testing/code-world.ts";

const { world, fake, issue, read, verify, readingOf, restart } = await openCodeWorld();
let account: string;

beforeEach(async () => {
  account = await world.addAccount();
});

describe("wrong last four characters", () => {
  const lockEnd = (ms: number): string => new Date(world.deps.clock().getTime() + ms).toISOString();
  const hourMs = 3600_000;

  test("lock the code for an hour after five tries, across new readings and a restart", async () => {
    const text = issue();
    for (const attemptsLeft of [4, 3])
      expect(await verify(await readingOf(text, account), "0000", account)).toEqual({
        refused: "last-four-wrong",
        details: { attemptsLeft },
      });
    restart();
    expect(await read(text, account)).toMatchObject({ attemptsLeft: 3 });
    const readingId = await readingOf(text, account);
    for (const attemptsLeft of [2, 1])
      expect(await verify(readingId, "0000", account)).toMatchObject({ details: { attemptsLeft } });
    const locked = { refused: "last-four-locked", details: { lockedUntil: lockEnd(hourMs) } };
    expect(await verify(readingId, "0000", account)).toEqual(locked);
    expect(await verify(readingId, "002X", account)).toEqual(locked);
    expect(await read(text, account)).toEqual(locked);
    world.passTime(hourMs);
    expect(await read(text, account)).toMatchObject({ attemptsLeft: 5 });
    expect(await verify(await readingOf(text, account), "002X", account)).toMatchObject({
      student: {},
    });
  });

  test("count per code, whatever whitespace surrounds its text", async () => {
    const text = issue();
    const same = fake.codes.get(text);
    if (same) fake.codes.set(` ${text}\n`, same);
    await verify(await readingOf(text, account), "0000", account);
    expect(await verify(await readingOf(` ${text}\n`, account), "0000", account)).toMatchObject({
      details: { attemptsLeft: 3 },
    });
  });

  test("lock a code for every account after ten a day from all accounts together", async () => {
    const text = issue();
    const strangers = await Promise.all([0, 1, 2].map(() => world.addAccount()));
    const wrong: unknown[] = [];
    for (const stranger of strangers) {
      const readingId = await readingOf(text, stranger);
      for (let tried = 0; tried < 4; tried++) wrong.push(await verify(readingId, "0000", stranger));
    }
    const locked = { refused: "last-four-locked", details: { lockedUntil: lockEnd(24 * hourMs) } };
    expect(wrong.slice(9)).toEqual([locked, locked, locked]);
    expect(await read(text, account)).toEqual(locked);
    world.passTime(24 * hourMs);
    expect(await read(text, account)).toMatchObject({ attemptsLeft: 5 });
  });

  test("count at most five in fifty parallel guesses, and then even the right characters are refused", async () => {
    const readingId = await readingOf(issue(), account);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        verify(readingId, `1${String(n).padStart(3, "0")}`, account),
      ),
    );
    const wrong = answers.filter(
      (answer) => isRefusal(answer) && answer.refused === "last-four-wrong",
    );
    const locked = answers.filter(
      (answer) => isRefusal(answer) && answer.refused === "last-four-locked",
    );
    expect([wrong.length, locked.length]).toEqual([4, 46]);
    expect(await verify(readingId, "002X", account)).toMatchObject({ refused: "last-four-locked" });
  });

  test("count at most ten in fifty parallel guesses of ten accounts", async () => {
    const text = issue();
    const accounts = await Promise.all(Array.from({ length: 10 }, () => world.addAccount()));
    const readings = await Promise.all(accounts.map((accountId) => readingOf(text, accountId)));
    const answers = await Promise.all(
      accounts.flatMap((accountId, index) =>
        Array.from({ length: 5 }, (_, n) => verify(readings[index] ?? "", `100${n}`, accountId)),
      ),
    );
    const refusals = answers.map((answer) => (isRefusal(answer) ? answer.refused : "proven"));
    expect(refusals.filter((refused) => refused === "last-four-wrong").length).toBeLessThanOrEqual(
      9,
    );
    expect(new Set(refusals)).toEqual(new Set(["last-four-wrong", "last-four-locked"]));
    expect(await read(text, account)).toMatchObject({ refused: "last-four-locked" });
  });

  test("are never sent to the issuer", async () => {
    const readingId = await readingOf(issue(), account);
    const previous = fake.calls.verify;
    await verify(readingId, "0000", account);
    expect(fake.calls.verify).toBe(previous);
  });

  test("do not include right characters that could not be verified because the issuer is unreachable", async () => {
    const text = issue({ verifyFault: { fault: "unreachable" } });
    const readingId = await readingOf(text, account);
    for (let tried = 0; tried < 8; tried++)
      expect(await verify(readingId, "002X", account)).toMatchObject({
        refused: "code-issuer-unavailable",
      });
    expect(await read(text, account)).toMatchObject({ attemptsLeft: 5 });
  });
});
