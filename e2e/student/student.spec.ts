/** `npm run e2e:student`: a phone's Chromium walks the student app on the running product. */
import { expect, test } from "@playwright/test";
import { accessFlows } from "./flows/access.ts";
import { correctionFlows } from "./flows/correction.ts";
import { identityFlows } from "./flows/identity.ts";
import { pageFlows } from "./flows/page.ts";
import { payingFlows } from "./flows/paying.ts";
import { photoFlows } from "./flows/photo.ts";
import { scanningFlows } from "./flows/scanning.ts";
import { wayFlows } from "./flows/way.ts";
import { wechatBrowserFlows } from "./flows/wechat-browser.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";

let setting: OpenSetting;

test.beforeAll(async () => {
  setting = await openSetting("e2e-student");
});

test.afterAll(() => setting.close());

const flows = [
  ...wayFlows,
  ...identityFlows,
  ...scanningFlows,
  ...payingFlows,
  ...wechatBrowserFlows,
  ...photoFlows,
  ...correctionFlows,
  ...pageFlows,
  ...accessFlows,
];

for (const { name, look, walk } of flows) {
  test(name, async () => {
    const phone = await setting.phones.open(look);
    try {
      await walk(phone, setting);
      expect(phone.broken).toEqual([]);
    } finally {
      await phone.context.close();
    }
  });
}
