import { projectList, stalledList } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { knownValues } from "./known-values.ts";

test("of an address a list is narrowed by what it knows, numbers as the service reads them", () => {
  expect(knownValues(stalledList, { days: " １５ ", department: "文学院", other: "1" })).toEqual({
    days: "15",
    department: "文学院",
  });
  expect(knownValues(projectList, { graduationYear: "明年", category: "nothing" })).toEqual({});
});
