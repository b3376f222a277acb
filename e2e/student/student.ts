/** `npm run e2e:student`: a phone's Chromium walks the student app on the running product; words on the command choose flows. */
import assert from "node:assert/strict";
import { accessFlows } from "./flows/access.ts";
import { correctionFlows } from "./flows/correction.ts";
import { identityFlows } from "./flows/identity.ts";
import { pageFlows } from "./flows/page.ts";
import { payingFlows } from "./flows/paying.ts";
import { photoFlows } from "./flows/photo.ts";
import { scanningFlows } from "./flows/scanning.ts";
import { wayFlows } from "./flows/way.ts";
import { wechatBrowserFlows } from "./flows/wechat-browser.ts";
import { openSetting } from "./open-setting.ts";

const tally = { suite: "e2e:student", passed: 0, failed: 0, skipped: 0 };
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
const wanted = process.argv.slice(2);
const chosen = flows.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));

const setting = await openSetting("e2e-student");
try {
  for (const { name, look, walk } of chosen) {
    const phone = await setting.phones.open(look);
    try {
      await walk(phone, setting);
      assert.deepEqual(phone.broken, []);
      tally.passed++;
      process.stderr.write(`passed: ${name}\n`);
    } catch (error) {
      tally.failed++;
      process.stderr.write(`failed: ${name}\n${error instanceof Error ? error.stack : String(error)}\n`);
      await phone.picture(`failed-${tally.failed}`);
    }
    await phone.context.close();
  }
} finally {
  await setting.close();
}
process.stdout.write(`${JSON.stringify(tally)}\n`);
process.exit(tally.failed === 0 ? 0 : 1);
