/** Playwright fixtures of the console's flows: one product per worker, and desks that close with their test. */
import { test as base, expect } from "@playwright/test";
import type { Desk, DeskLook } from "./desk.ts";
import { type Setting, zh } from "./flow.ts";
import { holdMin, openSetting } from "./open-setting.ts";
import { changeHold } from "./students.ts";

interface Fixtures {
  /** Opens a desk with the session of this user; with null nobody is signed in. Chinese, light and wide by default. */
  readonly deskOf: (username: string | null, look?: DeskLook) => Promise<Desk>;
  /** Decisions can be undone for five minutes during the test, so that a slow machine has time to do so. */
  readonly longHold: undefined;
}

export const test = base.extend<Fixtures, { readonly setting: Setting }>({
  setting: [
    async ({ browserName: _ }, use, { project }) => {
      const setting = await openSetting(`e2e-${project.name}`);
      await use(setting);
      await setting.close();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  longHold: async ({ setting }, use) => {
    await changeHold(setting, 5);
    await use(undefined);
    await changeHold(setting, holdMin);
  },
  deskOf: async ({ setting }, use) => {
    const opened: Desk[] = [];
    await use(async (username, look = zh) => {
      const desk = await setting.desks.open(username, look);
      opened.push(desk);
      return desk;
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ broken }) => broken)).toEqual([]);
  },
});
