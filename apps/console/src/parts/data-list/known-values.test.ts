import { projectList, stalledList } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { parseFilters } from "./known-values.ts";

test("reads only known filters from an address, with numbers as the service reads them", () => {
  expect(parseFilters(stalledList, { days: " １５ ", department: "文学院", other: "1" })).toEqual({
    days: "15",
    department: "文学院",
  });
  expect(parseFilters(projectList, { graduationYear: "明年", category: "nothing" })).toEqual({});
});
