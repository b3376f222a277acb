import { expect, test } from "vitest";
import { faultFields } from "./log.ts";

test("an unexpected error is logged with its kind and location, without any line of its message", () => {
  const fault = new TypeError("Failed query: insert\nparams: call me\n    at 13800138000");
  const reported = faultFields(fault);
  expect(reported).toMatchObject({
    fault: "TypeError",
    at: expect.arrayContaining([expect.stringContaining("log.test")]),
  });
  expect(JSON.stringify(reported)).not.toContain("13800138000");
});
