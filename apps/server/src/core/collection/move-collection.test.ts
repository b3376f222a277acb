import { randomUUID } from "node:crypto";
import {
  type CollectionMove,
  type CollectionState,
  isCollectionState,
  type Role,
} from "@gradphoto/domain";
import { asc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStudentWorld } from "../../collections/testing/student-world.ts";
import { inTransaction } from "../../infra/db/database.ts";
import { collectionHistory, collections, events } from "../../infra/db/schema/index.ts";
import { checkAuditLog } from "../../testing/audit-log.ts";
import { openTestDatabase } from "../../testing/resources.ts";
import { findTablesContaining } from "../../testing/stores.ts";
import { isRefusal } from "../call.ts";
import { moveReason, openWords } from "../free-words.ts";
import { type MoveDetails, type MoveRefusal, moveCollection } from "./move-collection.ts";

const { db, pool, owner } = await openTestDatabase();
const world = openStudentWorld(db);
let collectionId: string;
let projectId: string;

beforeAll(async () => {
  await world.addSchool();
  projectId = (await world.addProject()).id;
});

beforeEach(async () => {
  const accountId = await world.addAccount();
  collectionId = await world.addStarted(accountId, projectId);
});

const people: Readonly<Partial<Record<Role, string>>> = {
  reviewer: randomUUID(),
  "senior-reviewer": randomUUID(),
  service: randomUUID(),
  student: randomUUID(),
};
const everything: MoveDetails = {
  payment: "p",
  receipt: "r",
  attempt: "a",
  reason: { typed: "眼镜反光", sealer: world.deps.sealer },
  evidence: "e",
  opening: "o",
  reading: "x",
};

const move = (
  wanted: CollectionMove,
  role: Role,
  input: MoveDetails = everything,
  id: string | null = people[role] ?? null,
): Promise<CollectionState | MoveRefusal> =>
  inTransaction(db, (tx) =>
    moveCollection(tx, world.deps.clock, {
      collectionId,
      move: wanted,
      actor: { role, id },
      details: input,
    }),
  );

const rowNow = async () =>
  (await db.select().from(collections).where(eq(collections.id, collectionId)))[0];
const linesNow = () =>
  db
    .select()
    .from(collectionHistory)
    .where(eq(collectionHistory.collectionId, collectionId))
    .orderBy(asc(collectionHistory.id));

async function goTo(...steps: readonly (readonly [CollectionMove, Role])[]): Promise<void> {
  for (const [wanted, role] of steps) {
    const moved = await move(wanted, role);
    if (isRefusal(moved)) throw new Error(`${wanted}: ${moved.refused}`);
  }
}
const paid = [["pay", "system"]] as const;
const ready = [...paid, ["upload", "student"], ["made", "system"]] as const;
const inReview = [...ready, ["submit", "student"]] as const;
const approved = [...inReview, ["approve", "reviewer"]] as const;

describe("moving a collection", () => {
  test("a move changes the state and records a history line, an event and an audit entry", async () => {
    expect(await move("pay", "system", { payment: "proof-1" })).toBe("paid");
    expect(await rowNow()).toMatchObject({ state: "paid", previousState: "verified" });
    expect((await linesNow()).at(-1)).toMatchObject({
      move: "pay",
      fromState: "verified",
      toState: "paid",
      actorRole: "system",
      actorId: null,
    });
    const happened = await db.select().from(events).where(eq(events.subjectId, collectionId));
    expect(happened.at(-1)?.payload).toEqual({
      move: "pay",
      from: "verified",
      to: "paid",
      payment: "proof-1",
    });
    const { rows } = await pool.query(
      "select action from audit_entries where subject = $1 order by place",
      [`collection:${collectionId}`],
    );
    expect(rows.at(-1)).toEqual({ action: "move:pay" });
    expect(await checkAuditLog(db)).toMatchObject({ intact: true });
  });

  test("a move whose transaction fails changes nothing", async () => {
    const failed = inTransaction(db, async (tx) => {
      await moveCollection(tx, world.deps.clock, {
        collectionId,
        move: "pay",
        actor: { role: "system", id: null },
        details: everything,
      });
      throw new Error("the effect failed");
    });
    await expect(failed).rejects.toThrow("the effect failed");
    expect(await rowNow()).toMatchObject({ state: "verified", previousState: null });
    expect(await linesNow()).toHaveLength(1);
    expect(await db.select().from(events).where(eq(events.subjectId, collectionId))).toHaveLength(
      1,
    );
  });

  test.each(["paid", "ready", "rejected"] as const)(
    "a refused photo returns the collection to its previous state: %s",
    async (from) => {
      if (from === "paid") await goTo(...paid);
      if (from === "ready") await goTo(...ready);
      if (from === "rejected") await goTo(...inReview, ["reject", "reviewer"]);
      await goTo(["upload", "student"]);
      await goTo(["correct-identity", "student"]);
      expect(await move("refused", "system")).toBe(from);
    },
  );

  test("a reason that a person typed is stored only in the history, encrypted", async () => {
    await goTo(...inReview, ["reject", "reviewer"]);
    const line = (await linesNow()).at(-1);
    expect(line).toMatchObject({ reason: null, actorId: people.reviewer });
    expect(line && openWords(world.deps.sealer, moveReason, line)).toBe("眼镜反光");
    expect(await findTablesContaining(owner, "眼镜反光")).toEqual([]);
  });

  test("a reason that the service wrote is stored in the history as plain text, not in event or audit log", async () => {
    await goTo(...inReview);
    await move("withdraw", "student", { reason: { serverText: "本人撤回" } });
    const line = (await linesNow()).at(-1);
    expect(line).toMatchObject({ reason: "本人撤回", sealedReason: null });
    expect(await findTablesContaining(owner, "本人撤回")).toEqual(["public.collection_history"]);
  });
});

describe("refused moves", () => {
  test("refuses a move of a collection that does not exist", async () => {
    collectionId = randomUUID();
    expect(await move("pay", "system")).toMatchObject({ refused: "not-found" });
  });
  test("refuses a move that the current state does not allow, and names the state", async () => {
    expect(await move("submit", "student")).toEqual({
      refused: "move-not-allowed",
      details: { state: { zh: "待支付", en: "To be paid" } },
    });
  });

  test("refuses a move by a role without the right to make it", async () => {
    expect(await move("pay", "student")).toMatchObject({ refused: "forbidden" });
  });

  test("refuses every change of the photo or identity after approval", async () => {
    await goTo(...approved);
    expect(await move("upload", "student")).toMatchObject({ refused: "collection-frozen" });
    expect(await move("correct-identity", "student")).toMatchObject({
      refused: "collection-frozen",
    });
  });

  test.each([
    ["submit", "student", ready, {}, "attempt-not-made"],
    ["reject", "reviewer", inReview, { reason: { serverText: "  " } }, "reason-missing"],
    [
      "grant-exception",
      "senior-reviewer",
      inReview,
      { reason: { serverText: "x" } },
      "evidence-missing",
    ],
    ["correct-identity", "student", paid, { reading: "x" }, "correction-not-open"],
    ["correct-identity", "student", paid, { opening: "o" }, "last-four-missing"],
  ] as const)(
    "refuses %s by %s without its required input",
    async (wanted, role, steps, input, refused) => {
      await goTo(...steps);
      expect(await move(wanted, role, input)).toMatchObject({ refused });
    },
  );

  test("throws when the system makes a move without its required input", async () => {
    await expect(move("pay", "system", {})).rejects.toThrow("without its payment");
  });
});

describe("handing a decision over to a senior reviewer", () => {
  test.each([
    ["an escalation", [...inReview, ["escalate", "reviewer"]]],
    ["an appeal", [...inReview, ["reject", "reviewer"], ["appeal", "student"]]],
    [
      "a correction after it",
      [...inReview, ["escalate", "reviewer"], ["correct-identity", "student"]],
    ],
    [
      "a senior's undo",
      [
        ...inReview,
        ["escalate", "reviewer"],
        ["approve", "senior-reviewer"],
        ["undo", "senior-reviewer"],
      ],
    ],
  ] as const)("after %s, only a senior reviewer can decide", async (_, steps) => {
    await goTo(...steps);
    expect(await move("approve", "reviewer")).toMatchObject({ refused: "forbidden" });
    expect(await move("escalate", "reviewer")).toMatchObject({ refused: "forbidden" });
    expect(await move("approve", "senior-reviewer")).toBe("approved");
  });

  test("customer service can withdraw an escalated collection, which ends the escalation", async () => {
    await goTo(...inReview, ["escalate", "reviewer"], ["withdraw", "service"]);
    await goTo(["upload", "student"], ["made", "system"], ["submit", "student"]);
    expect(await move("approve", "reviewer")).toBe("approved");
  });
});

describe("undoing a decision", () => {
  test("only the same reviewer can undo a decision, within five minutes", async () => {
    await goTo(...approved);
    expect(await move("undo", "reviewer", {}, randomUUID())).toEqual({
      refused: "undo-too-late",
      details: { minutes: 5 },
    });
    world.passTime(5 * 60_000);
    expect(await move("undo", "reviewer", {})).toBe("in_review");
  });

  test("an undo after more than five minutes is refused", async () => {
    await goTo(...approved);
    world.passTime(5 * 60_000 + 1);
    expect(await move("undo", "reviewer", {})).toMatchObject({ refused: "undo-too-late" });
  });
});

describe("concurrent moves", () => {
  /** Runs the moves at once: holds the row lock until every competing move has read the same version. */
  async function atOnce(
    first: () => Promise<unknown>,
    others: readonly (() => Promise<unknown>)[],
  ): Promise<unknown[]> {
    const holder = await pool.connect();
    await holder.query("begin");
    await holder.query("select from collections where id = $1 for update", [collectionId]);
    const running = [first, ...others].map((one) => one());
    for (;;) {
      const { rows } = await pool.query(
        "select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      if (rows[0]?.waiting >= running.length) break;
    }
    await holder.query("commit");
    holder.release();
    return Promise.all(running);
  }

  test("one of several concurrent moves succeeds, and the others are refused with moved-meanwhile", async () => {
    await goTo(...inReview);
    const answers = await atOnce(
      () => move("approve", "reviewer"),
      [
        () => move("reject", "reviewer"),
        () => move("approve", "senior-reviewer"),
        () => move("withdraw", "service"),
      ],
    );
    expect(
      answers.filter((answer) => typeof answer === "string" && isCollectionState(answer)),
    ).toHaveLength(1);
    expect(
      answers.filter((answer) => isRefusal(answer) && answer.refused === "moved-meanwhile"),
    ).toHaveLength(3);
    expect(await linesNow()).toHaveLength(1 + inReview.length + 1);
  });

  test("a move that keeps the state also makes concurrent moves fail", async () => {
    await goTo(...inReview);
    const answers = await atOnce(
      () => move("escalate", "reviewer"),
      [() => move("escalate", "reviewer")],
    );
    expect(answers).toContainEqual("in_review");
    expect(answers).toContainEqual({ refused: "moved-meanwhile", details: {} });
  });
});
