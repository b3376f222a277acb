import { allStudentPages, studentPageFile } from "@gradphoto/domain";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function pagesOf(build: "h5" | "weapp"): Promise<readonly string[]> {
  vi.stubGlobal("defineAppConfig", (config: object) => config);
  vi.stubEnv("TARO_ENV", build);
  const { default: config } = await import("../app.config.ts");
  const later = (config.subPackages ?? []).flatMap(({ root, pages }) =>
    pages.map((page) => `${root}/${page}`),
  );
  return [...(config.pages ?? []), ...later].sort();
}

test("the web app has exactly the pages of the table that links are made from", async () => {
  expect(await pagesOf("h5")).toEqual(allStudentPages.map(studentPageFile).sort());
});

test("the mini-program has the same pages, except the one whose engine runs only in browsers", async () => {
  const others = allStudentPages.filter((page) => page !== "try");
  expect(await pagesOf("weapp")).toEqual(others.map(studentPageFile).sort());
});
