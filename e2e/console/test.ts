/** Flows of the console as Playwright's tests: each at a desk of its own, on the one product of the worker. */
import { test as base, expect } from "@playwright/test";
import type { Flow } from "./flow.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";

const startingMs = 300_000;

const test = base.extend<object, { readonly setting: OpenSetting }>({
  setting: [
    async ({ browserName: _ }, use, { project }) => {
      const setting = await openSetting(`e2e-${project.name}`);
      await use(setting);
      await setting.close();
    },
    { scope: "worker", timeout: startingMs },
  ],
});

export function deskFlows(flows: readonly Flow[]): void {
  for (const { name, who, look, walk } of flows) {
    test(name, async ({ setting }) => {
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
