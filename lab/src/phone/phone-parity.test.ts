import type { Finding } from "@gradphoto/domain/photo-standard";
import { expect, test } from "vitest";
import { parityOf } from "./phone-parity.ts";

type CheckResult = Pick<Finding, "id" | "verdict" | "value">;
const outcomeOf = (...findings: readonly CheckResult[]) => ({ report: { findings } });

test("a check that only the server or only the phone reports counts as a difference", () => {
  const server = outcomeOf(
    { id: "dark", verdict: "pass", value: 80 },
    { id: "blur", verdict: "warn", value: 1 },
  );
  const phone = outcomeOf(
    { id: "dark", verdict: "pass", value: 78 },
    { id: "glasses", verdict: "fail", value: null },
  );
  const parity = parityOf([{ file: "one.jpg", server, phone }]);
  expect(parity.map(({ check, differing }) => [check, differing])).toEqual([
    ["dark", []],
    ["blur", [{ file: "one.jpg", server: "warn 1", phone: "absent" }]],
    ["glasses", [{ file: "one.jpg", server: "absent", phone: "fail" }]],
  ]);
  expect(parity[0]).toMatchObject({ comparedCount: 1, maxDifference: 2 });
});
