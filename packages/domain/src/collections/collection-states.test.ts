import { expect, test } from "vitest";
import { defineStates } from "../core/define-states.ts";
import { allRoles, type Role } from "../core/roles.ts";
import { collectionMoves, isCollectionMove } from "./collection-moves.ts";
import {
  allCollectionStates,
  type CollectionState,
  collectionStates,
  firstCollectionState,
} from "./collection-states.ts";
import {
  canMove,
  decideMove,
  isFinal,
  isFrozen,
  movesFrom,
  previousStates,
  retryStates,
} from "./moves-from.ts";

const allMoves = Object.keys(collectionMoves).filter(isCollectionMove);

/**
 * Second copy of product.md, section 3, as `state move → target (roles)`, plus the appeal against an automated decision
 * that the law requires.
 */
const product = `
verified pay paid system
verified expire closed system
verified leave closed student
verified correct-identity verified student
paid upload processing student helper
paid make-again processing operator
paid appeal in_review student
paid start-refund refunding service finance
paid expire closed system
paid leave closed student
paid correct-identity paid student
processing made ready system
processing refused before system
processing failed before system
processing leave closed student
processing correct-identity processing student
ready upload processing student helper
ready make-again processing operator
ready submit in_review student
ready appeal in_review student
ready start-refund refunding service finance
ready expire closed system
ready leave closed student
ready correct-identity ready student
in_review approve approved reviewer senior-reviewer
in_review reject rejected reviewer senior-reviewer
in_review escalate in_review reviewer
in_review undo in_review reviewer
in_review recall in_review senior-reviewer
in_review grant-exception approved senior-reviewer
in_review withdraw ready student service
in_review leave closed student
in_review correct-identity in_review student
rejected upload processing student helper
rejected make-again processing operator
rejected appeal in_review student
rejected start-refund refunding service finance
rejected expire closed system
rejected leave closed student
rejected correct-identity rejected student
approved undo in_review reviewer senior-reviewer
approved recall in_review senior-reviewer
approved queue-upload uploading system
uploading accepted completed system
uploading refused-by-registry returned system
uploading already-registered closed system
uploading check-identity identity_check system
identity_check upload processing student helper
identity_check make-again processing operator
identity_check give-evidence identity_check student
identity_check take-evidence identity_check school-admin
identity_check check-identity identity_check system
identity_check accepted completed system
identity_check refused-by-registry returned system
identity_check already-registered closed system
identity_check start-refund refunding service finance
identity_check leave closed student
returned upload processing student helper
returned make-again processing operator
returned appeal in_review student
returned start-refund refunding service finance
returned expire closed system
returned leave closed student
returned correct-identity ready student
refunding refunded refunded system
refunding refund-failed before system`
  .trim()
  .split("\n");

const returnStates: Partial<Record<CollectionState, readonly CollectionState[]>> = {
  processing: ["paid", "ready", "rejected", "identity_check", "returned"],
  refunding: ["paid", "ready", "rejected", "identity_check", "returned"],
};

test("the table holds exactly the moves of the product page", () => {
  const rows = allCollectionStates.flatMap((state) =>
    allMoves.flatMap((move) => {
      const row = collectionStates[state].moves[move];
      return row === undefined ? [] : [`${state} ${move} ${row.to} ${row.by.join(" ")}`];
    }),
  );
  expect([...rows].sort()).toEqual([...product].sort());
});

test("every state can be reached from the first state", () => {
  const reached = new Set<CollectionState>([firstCollectionState]);
  for (const state of reached) {
    for (const row of Object.values(collectionStates[state].moves))
      if (row.to !== "before") reached.add(row.to);
  }
  expect([...reached].sort()).toEqual([...allCollectionStates].sort());
});

test("completed, closed and refunded are final; every other state has a move to another state", () => {
  expect(allCollectionStates.filter(isFinal)).toEqual(["completed", "closed", "refunded"]);
  for (const state of allCollectionStates.filter((each) => !isFinal(each))) {
    const targets = Object.values(collectionStates[state].moves).map((row) => row.to);
    expect(
      targets.some((to) => to !== state),
      state,
    ).toBe(true);
  }
});

test("every move is used, and every offered move has a label and its requirements", () => {
  for (const move of allMoves)
    expect(product.some((line) => line.includes(` ${move} `))).toBe(true);
  expect(movesFrom("ready", "student")).toEqual([
    { move: "upload", label: { zh: "拍照/上传", en: "Take or upload a photo" }, requirements: [] },
    { move: "submit", label: { zh: "提交", en: "Submit" }, requirements: ["attempt"] },
    { move: "appeal", label: { zh: "申诉", en: "Appeal" }, requirements: ["attempt", "reason"] },
    { move: "leave", label: { zh: "退出采集", en: "Leave the collection" }, requirements: [] },
    {
      move: "correct-identity",
      label: collectionMoves["correct-identity"],
      requirements: ["opening", "reading"],
    },
  ]);
  expect(movesFrom("approved", "student")).toEqual([]);
});

test("decides every state, previous state, move and role exactly as the table states", () => {
  const previousOrNone = [null, ...allCollectionStates];
  let allowed = 0;
  for (const state of allCollectionStates) {
    for (const move of allMoves) {
      const line = product.find((each) => each.startsWith(`${state} ${move} `));
      const [, , target = "", ...by] = line?.split(" ") ?? [];
      for (const role of allRoles) {
        for (const previous of previousOrNone) {
          const decision = decideMove(state, previous, move, role);
          const to =
            target === "before" ? returnStates[state]?.find((each) => each === previous) : target;
          const frozen = ["approved", "uploading", "completed"].includes(state);
          if (line === undefined) {
            expect(decision).toEqual({
              ok: false,
              code: frozen ? "collection-frozen" : "move-not-allowed",
            });
          } else if (!by.includes(role)) {
            expect(decision).toEqual({ ok: false, code: "forbidden" });
          } else if (to === undefined) {
            expect(decision).toEqual({ ok: false, code: "move-not-allowed" });
          } else {
            expect(decision).toMatchObject({ ok: true, to });
            allowed++;
          }
        }
        expect(canMove(state, move, role)).toBe(by.includes(role));
      }
    }
  }
  expect(allowed).toBeGreaterThan(0);
});

test("a move to the previous state leads only to a state from which the current state can be entered", () => {
  expect(previousStates("processing")).toEqual(returnStates.processing);
  expect(previousStates("refunding")).toEqual(returnStates.refunding);
});

test("a withdrawn submission can be submitted again if it has a photo, and otherwise needs a photo first", () => {
  const row = collectionStates.in_review.moves.withdraw;
  expect(row).toMatchObject({ to: "ready", withoutPhotoTo: "paid" });
  expect(movesFrom("ready", "student").map(({ move }) => move)).toContain("submit");
  expect(movesFrom("paid", "student").map(({ move }) => move)).toEqual(
    expect.arrayContaining(["upload", "appeal"]),
  );
});

test("no role can change the data or photo of a collection after approval", () => {
  for (const state of allCollectionStates.filter(isFrozen)) {
    for (const move of ["upload", "submit", "correct-identity", "withdraw"] as const) {
      for (const role of allRoles) {
        expect(decideMove(state, "in_review", move, role)).toEqual({
          ok: false,
          code: "collection-frozen",
        });
      }
    }
  }
});

test("visitors and auditors have no moves, school admins only take-evidence, operators only make-again", () => {
  const onlookers: readonly Role[] = ["anonymous", "auditor"];
  for (const state of allCollectionStates) {
    for (const role of onlookers) expect(movesFrom(state, role)).toEqual([]);
    for (const { move } of movesFrom(state, "operator")) expect(move).toBe("make-again");
    for (const { move } of movesFrom(state, "school-admin")) expect(move).toBe("take-evidence");
  }
});

test("a failed photo can be processed again in every state that accepts photos, including identity check", () => {
  expect([...retryStates].sort()).toEqual([
    "identity_check",
    "paid",
    "ready",
    "rejected",
    "returned",
  ]);
});

test("appeals and escalations go to a senior reviewer; only the same reviewer can undo, within 5 minutes", () => {
  expect(decideMove("rejected", "in_review", "appeal", "student")).toMatchObject({
    move: { handsTo: "senior-reviewer" },
  });
  expect(decideMove("in_review", "ready", "escalate", "reviewer")).toMatchObject({
    move: { handsTo: "senior-reviewer" },
  });
  for (const state of ["approved", "in_review"] as const)
    expect(decideMove(state, "in_review", "undo", "reviewer")).toMatchObject({
      move: { samePerson: true, withinMinutes: 5 },
    });
});

test("a move to a state that the table lacks does not compile", () => {
  const words = { zh: "前往", en: "Go" };
  const row = { label: words, tone: "neutral" } as const;
  defineStates(
    { go: words },
    { here: { ...row, moves: { go: { to: "there", by: [] } } }, there: { ...row, moves: {} } },
  );
  // @ts-expect-error `nowhere` is no state of this table
  defineStates({ go: words }, { here: { ...row, moves: { go: { to: "nowhere", by: [] } } } });
  const here = { ...row, moves: { fly: { to: "here", by: [] } } } as const;
  // @ts-expect-error `fly` is no move of this table
  const table = defineStates({ go: words }, { here });
  expect(Object.keys(table)).toEqual(["here"]);
});
