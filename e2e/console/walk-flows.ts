/** Flows as Playwright's tests: each at a desk of its own, on the one product of their suite. */
import { expect, test } from "@playwright/test";
import type { Flow } from "./flow.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";

/** `folder`: in `out`, where the suite's pictures go. */
export function walkFlows(folder: string, flows: readonly Flow[]): void {
  let setting: OpenSetting;
  test.beforeAll(async () => {
    setting = await openSetting(folder);
  });
  test.afterAll(() => setting.close());
  for (const { name, who, look, walk } of flows) {
    test(name, async () => {
      const desk = await setting.desks.open(who, look);
      try {
        await walk(desk, setting);
        expect(desk.broken).toEqual([]);
      } finally {
        await desk.context.close();
      }
    });
  }
}
