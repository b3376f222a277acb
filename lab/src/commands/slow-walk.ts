/**
 * Walks a student from the first page to the downloaded photo on a slow phone with a slow line: seconds and taps of
 * each part. The review is given at once.
 */
import { approve } from "../../../e2e/people/reviewer.ts";
import { openSetting, zh } from "../../../e2e/student/open-setting.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseFromAlbum,
  chooseSchool,
  inReviewersHand,
  payOnTheirPage,
  proveIdentity,
  showNewCode,
  signIn,
  submit,
  uploadAndWait,
} from "../../../e2e/student/walk.ts";

const line = { cpuSlowdown: 4, downKbps: 400, upKbps: 400, delayMs: 400 };
/** The slowest part loads the engine over the slow line, if it loads at all before the photo is sent. */
const maxWaitMs = 180_000;
const bytesPerS = (kbps: number): number => (kbps * 1000) / 8;

const setting = await openSetting("slow-walk");
const { world, reviewer, phones } = setting;
try {
  const phone = await phones.open(zh);
  const { page, context, tap } = phone;
  context.setDefaultTimeout(maxWaitMs);
  let taps = 0;
  await context.exposeBinding("countTap", () => {
    taps += 1;
  });
  await context.addInitScript(
    "addEventListener('click', (event) => event.isTrusted && countTap(), true)",
  );
  // Requests of a service worker would not be slowed.
  await context.addInitScript("delete Navigator.prototype.serviceWorker");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: line.cpuSlowdown });
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: line.delayMs,
    downloadThroughput: bytesPerS(line.downKbps),
    uploadThroughput: bytesPerS(line.upKbps),
  });
  const parts: Record<string, { readonly seconds: number; readonly taps: number }> = {};
  const part = async <Value>(name: string, walk: () => Promise<Value>): Promise<Value> => {
    const [beganMs, before] = [performance.now(), taps];
    const value = await walk();
    parts[name] = {
      seconds: Math.round((performance.now() - beganMs) / 100) / 10,
      taps: taps - before,
    };
    process.stderr.write(`${name}: ${JSON.stringify(parts[name])}\n`);
    return value;
  };
  await part("sign-in", () => signIn(phone, world));
  await part("school", () => chooseSchool(phone));
  await part("code and identity", async () =>
    proveIdentity(phone, await showNewCode(phone, world)),
  );
  const collectionId = await part("first page of the collection", () => beginCollection(phone));
  await part("payment", async () => {
    await tap("go-on");
    await agreeAndPay(phone);
    await payOnTheirPage(phone, "支付");
    await page.locator("#go-photo:visible").waitFor();
  });
  await part("photo", async () => {
    await tap("go-photo");
    await chooseFromAlbum(phone);
  });
  await part("upload and result", () => uploadAndWait(phone));
  await part("submission", () => submit(phone));
  await inReviewersHand(reviewer, collectionId);
  await approve(reviewer, collectionId);
  await part("completed and downloaded", async () => {
    await page.waitForURL(/pages\/completed/, { timeout: maxWaitMs });
    const download = page.waitForEvent("download");
    await tap("download");
    await download;
  });
  const seconds = Math.round(Object.values(parts).reduce((sum, one) => sum + one.seconds, 0));
  process.stdout.write(`${JSON.stringify({ lab: "slow-walk", ...line, seconds, taps, parts })}\n`);
} finally {
  await setting.close();
}
