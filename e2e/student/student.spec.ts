/** `npm run e2e -- student`: a phone's Chromium walks the student app on the running product. */
import { expect, test } from "@playwright/test";
import { axeFlows } from "./flows/all-pages-axe.ts";
import { codeFlows } from "./flows/codes.ts";
import { cameraFlows } from "./flows/codes-by-camera.ts";
import { collectionFlows } from "./flows/collections.ts";
import { everyPageFlows } from "./flows/every-page.ts";
import { evidenceFlows } from "./flows/evidence.ts";
import { findingFlows } from "./flows/findings.ts";
import { guidanceFlows } from "./flows/guidance.ts";
import { leavingFlows } from "./flows/leaving.ts";
import { myDataFlows } from "./flows/my-data.ts";
import { paymentFlows } from "./flows/payments.ts";
import { photoFlows } from "./flows/photos.ts";
import { precheckFlows } from "./flows/precheck.ts";
import { previewFlows } from "./flows/preview.ts";
import { sessionFlows } from "./flows/sessions.ts";
import { siteDayFlows } from "./flows/site-days.ts";
import { turningPagesFlows } from "./flows/turning-pages.ts";
import { wechatBrowserFlows } from "./flows/wechat-browser.ts";
import { wholeWayFlows } from "./flows/whole-way.ts";
import { type OpenSetting, openSetting } from "./open-setting.ts";

let setting: OpenSetting;

test.beforeAll(async () => {
  setting = await openSetting("e2e-student");
});

test.afterAll(() => setting.close());

const flows = [
  ...wholeWayFlows,
  ...codeFlows,
  ...cameraFlows,
  ...paymentFlows,
  ...wechatBrowserFlows,
  ...photoFlows,
  ...guidanceFlows,
  ...findingFlows,
  ...precheckFlows,
  ...previewFlows,
  ...collectionFlows,
  ...evidenceFlows,
  ...leavingFlows,
  ...myDataFlows,
  ...turningPagesFlows,
  ...sessionFlows,
  ...siteDayFlows,
  ...everyPageFlows,
  ...axeFlows,
];

for (const { name, look, walk } of flows) {
  test(name, async () => {
    const phone = await setting.phones.open(look);
    try {
      await walk(phone, setting);
      expect(phone.broken).toEqual([]);
    } finally {
      // An answer that was held back may still be on its way.
      await phone.context.unrouteAll({ behavior: "ignoreErrors" });
      await phone.page.unrouteAll({ behavior: "ignoreErrors" });
      await phone.context.close();
    }
  });
}
