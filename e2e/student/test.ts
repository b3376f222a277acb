/** Playwright's test for the student app: each flow has its own phone, and all flows share the worker's product. */
import { test as base, expect } from "@playwright/test";
import type { Setting } from "./open-setting.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";
import type { Phone, PhoneLook } from "./phone.ts";

interface OnAPhone {
  readonly look: PhoneLook;
  readonly phone: Phone;
}

const startingMs = 300_000;

/** Phone without the engine. Most flows are not about it, and it takes seconds of both cores. */
export const plain: PhoneLook = { locale: "zh-CN", engine: false };

export const test = base.extend<OnAPhone & Setting, { readonly setting: OpenSetting }>({
  look: [plain, { option: true }],
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
    // A delayed answer may still be on its way.
    await phone.context.unrouteAll({ behavior: "ignoreErrors" });
    await phone.page.unrouteAll({ behavior: "ignoreErrors" });
    await phone.context.close();
    expect(phone.broken).toEqual([]);
  },
  product: ({ setting }, use) => use(setting.product),
  world: ({ setting }, use) => use(setting.world),
  reviewer: ({ setting }, use) => use(setting.reviewer),
  service: ({ setting }, use) => use(setting.service),
  operator: ({ setting }, use) => use(setting.operator),
});
