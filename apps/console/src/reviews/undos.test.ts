import { expect, test } from "vitest";
import type { TakenBack } from "./taken-back.ts";
import { createUndos } from "./undos.ts";

const problem = {
  type: "/problems/unreachable",
  title: "unreachable",
  status: 0,
  detail: "",
  code: "unreachable",
  words: { zh: "", en: "" },
  requestId: null,
};
const unclear: TakenBack = { at: "unclear", problem };
const tooLate: TakenBack = { at: "too-late" };

/** Each try is answered in turn; `asked`: of which submission it was. */
function begin(...answers: readonly TakenBack[]) {
  const asked: string[] = [];
  const undos = createUndos<string>(async (collectionId) => {
    const answer = answers[asked.length];
    asked.push(collectionId);
    if (!answer) throw new Error("asked once too often");
    return answer;
  });
  return { asked, undos };
}

const told = ({ at }: TakenBack): string => at;

test("a second press while a decision is being taken back asks for nothing more, and is told the same", async () => {
  const { asked, undos } = begin(tooLate);
  const ended: string[] = [];
  const end = ({ at }: TakenBack): string => {
    ended.push(at);
    return at;
  };
  const both = [undos.undo("one", end), undos.undo("one", end)];
  expect(undos.unfinished()).toBe("one");
  expect(await Promise.all(both)).toEqual(["too-late", "too-late"]);
  expect([asked, ended]).toEqual([["one"], ["too-late"]]);
  expect(undos.unfinished()).toBeNull();
});

test("one whose answer was lost is the next to be taken back, until its end is told", async () => {
  const { asked, undos } = begin(unclear, unclear, tooLate);
  await undos.undo("one", told);
  expect(undos.unfinished()).toBe("one");
  await undos.undo("one", told);
  expect(undos.unfinished()).toBe("one");
  await undos.undo("one", told);
  expect(undos.unfinished()).toBeNull();
  expect(asked).toEqual(["one", "one", "one"]);
});

test("of several the last comes first", async () => {
  const { undos } = begin(unclear, unclear, tooLate);
  await undos.undo("one", told);
  await undos.undo("other", told);
  expect(undos.unfinished()).toBe("other");
  await undos.undo("other", told);
  expect(undos.unfinished()).toBe("one");
});

test("once a further decision is made, that one is the latest", async () => {
  const { undos } = begin(unclear);
  await undos.undo("one", told);
  undos.forgetAll();
  expect(undos.unfinished()).toBeNull();
});
