/** Playwright's test for the student app: a phone of its own for each flow, on the one product of the worker. */
import { test as base, expect } from "@playwright/test";
import { type Setting, zh } from "./flow.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";
import type { Phone, PhoneLook } from "./phone.ts";

interface OnAPhone {
  readonly look: PhoneLook;
  readonly phone: Phone;
}

const startingMs = 300_000;

export const test = base.extend<OnAPhone & Setting, { readonly setting: OpenSetting }>({
  look: [zh, { option: true }],
  setting: [
    async ({ browserName: _ }, use) => {
      const setting = await openSetting("e2e-student");
      await use(setting);
      await setting.close();
    },
    { scope: "worker", timeout: startingMs },
  ],
  phone: async ({ setting, look }, use) => {
    const phone = await setting.phones.open(look);
    await use(phone);
    // An answer that was held back may still be on its way.
    await phone.context.unrouteAll({ behavior: "ignoreErrors" });
    await phone.page.unrouteAll({ behavior: "ignoreErrors" });
    await phone.context.close();
    expect(phone.broken).toEqual([]);
  },
  product: ({ setting }, use) => use(setting.product),
  world: ({ setting }, use) => use(setting.world),
  reviewer: ({ setting }, use) => use(setting.reviewer),
  service: ({ setting }, use) => use(setting.service),
  finance: ({ setting }, use) => use(setting.finance),
  operator: ({ setting }, use) => use(setting.operator),
});
