/**
 * `npm run bench:walk`: from 立即进入 to 采集完成 on a slow line: taps, fields and seconds of each chapter, and what the phone's
 * screen shows at its end, in out/walk. `--hold 3000` keeps back every call of the service by up to so many milliseconds,
 * so that answers come late and in another order.
 */

import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { approve } from "../people/reviewer.ts";
import { root } from "../product/start-product.ts";
import { zh } from "../student/flow.ts";
import { openSetting } from "../student/open-setting.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseFromAlbum,
  chooseSchool,
  inReviewersHand,
  newStudent,
  payOnTheirPage,
  proveIdentity,
  showCode,
  signIn,
  submit,
  uploadAndWait,
  usualSchool,
} from "../student/walk.ts";

const { values } = parseArgs({ options: { hold: { type: "string", default: "0" } } });
const holdMs = Number(values.hold);
const lineKbps = 400;
const line = {
  offline: false,
  latency: 400,
  downloadThroughput: (lineKbps * 1000) / 8,
  uploadThroughput: (lineKbps * 1000) / 8,
};

/** A choice of a file is a tap too; a field counts once a page however often it is changed. */
const countActs = `{
  const typed = new WeakSet();
  addEventListener("click", ({ isTrusted }) => isTrusted && counted("taps"), true);
  addEventListener("input", ({ target }) => {
    if (target.type === "file" || target.type === "checkbox" || typed.has(target)) return;
    typed.add(target);
    counted("fields");
  }, true);
}`;

interface Chapter {
  readonly name: string;
  readonly taps: number;
  readonly fields: number;
  readonly seconds: number;
}

const setting = await openSetting("walk");
try {
  const { world, reviewer, product } = setting;
  const phone = await setting.phones.open(zh);
  const { page, tap } = phone;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", line);
  let asked = 0;
  if (holdMs > 0) {
    await page.route(`${product.url}/v1/**`, async (route) => {
      // From 0 to all of it, the same from run to run.
      await pause(((asked++ * 7) % 10) * (holdMs / 9));
      await route.continue().catch(() => {});
    });
  }
  const acts = { taps: 0, fields: 0 };
  await page.exposeFunction("counted", (act: "taps" | "fields") => {
    // The provider's own page is not ours to shorten.
    if (page.url().startsWith(product.url)) acts[act] += 1;
  });
  await page.addInitScript(countActs);
  const chapters: Chapter[] = [];
  const chapter = async <Result>(name: string, walk: () => Promise<Result>): Promise<Result> => {
    const { taps, fields } = acts;
    const startedMs = performance.now();
    const result = await walk();
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    chapters.push({ name, taps: acts.taps - taps, fields: acts.fields - fields, seconds });
    await page.screenshot({ path: join(root, "out", "walk", `${chapters.length}-${name}.png`) });
    process.stderr.write(`${JSON.stringify(chapters.at(-1))}\n`);
    return result;
  };
  const chsi = await newStudent(world);
  const code = await world.codePicture({ studentId: chsi.id });
  await chapter("sign-in", () => signIn(phone, world));
  await chapter("school", () => chooseSchool(phone, usualSchool));
  await chapter("code", async () => {
    await showCode(phone, code);
    await proveIdentity(phone, chsi);
  });
  const collectionId = await chapter("collection", () => beginCollection(phone));
  await chapter("payment", async () => {
    await agreeAndPay(phone);
    await payOnTheirPage(phone, "支付");
    await page.locator("#go-photo:visible").waitFor();
  });
  const toPaid = { ...acts };
  await chapter("photo", async () => {
    await tap("go-photo");
    await chooseFromAlbum(phone);
  });
  await chapter("standardize", () => uploadAndWait(phone));
  await chapter("submit", () => submit(phone));
  const toSubmitted = { taps: acts.taps - toPaid.taps, fields: acts.fields - toPaid.fields };
  await chapter("completed", async () => {
    await inReviewersHand(reviewer, collectionId);
    await approve(reviewer, collectionId);
    await page.waitForURL(/pages\/completed/, { timeout: 120_000 });
    await page.locator("#download:visible").waitFor();
  });
  const seconds = Math.round(chapters.reduce((sum, { seconds }) => sum + seconds, 0));
  const { latency: latencyMs } = line;
  process.stdout.write(
    `${JSON.stringify({ bench: "walk", holdMs, lineKbps, latencyMs, toPaid, toSubmitted, seconds, thrown: phone.broken.length, chapters })}\n`,
  );
} finally {
  await setting.close();
}
