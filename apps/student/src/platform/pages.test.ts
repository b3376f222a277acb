import { allStudentPages, studentPageFile } from "@gradphoto/domain";
import { expect, test, vi } from "vitest";

test("the app has the pages of the table that links are made from, and no other", async () => {
  vi.stubGlobal("defineAppConfig", (config: object) => config);
  const { default: config } = await import("../app.config.ts");
  const later = (config.subPackages ?? []).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));
  expect([...(config.pages ?? []), ...later].sort()).toEqual(allStudentPages.map(studentPageFile).sort());
});
