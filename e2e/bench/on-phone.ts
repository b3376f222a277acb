/**
 * `npm run bench:on-phone`: the camera page on lines of 1.6 and 10 Mbit/s, with nothing kept and with its files kept: seconds
 * and bytes to the first guidance, frames a second, also on a quarter of the processor; and a photo of twelve megapixels
 * checked on the phone: seconds and memory. The last line is JSON.
 */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { goodPhoto } from "../people/photos.ts";
import { waitUntil } from "../people/wait-until.ts";
import { root } from "../product/start-product.ts";
import { zh } from "../student/flow.ts";
import { openSetting } from "../student/open-setting.ts";
import { openPhones, type Phone } from "../student/phone.ts";
import { showSceneToCamera, tooNear } from "../student/scene-camera.ts";
import { chooseFromAlbum, walkToPaid } from "../student/walk.ts";
import { openThinLine } from "./thin-line.ts";

const periodUs = 100_000;
const share = 1 / 4;
const groups = "/sys/fs/cgroup/cpu";

/** null where the system has no such groups (it has those of Linux's first kind, for root), or they are not ours to make. */
async function onAQuarter<Value>({ page }: Phone, work: () => Promise<Value>): Promise<Value | null> {
  if (!existsSync(join(groups, "cpu.cfs_quota_us"))) return null;
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error("Chromium is not spoken to");
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const pids = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => String(id));
  const group = join(groups, `gradphoto-${process.pid}`);
  mkdirSync(group);
  try {
    writeFileSync(join(group, "cpu.cfs_period_us"), String(periodUs));
    writeFileSync(join(group, "cpu.cfs_quota_us"), String(Math.round(periodUs * cpus().length * share)));
    for (const pid of pids) writeFileSync(join(group, "cgroup.procs"), pid);
    return await work();
  } finally {
    for (const pid of pids) writeFileSync(join(groups, "cgroup.procs"), pid);
    rmdirSync(group);
  }
}

const lines = {
  "1.6 Mbit/s": { downBps: 1_600_000, roundTripMs: 150 },
  "10 Mbit/s": { downBps: 10_000_000, roundTripMs: 40 },
} as const;
const countFramesForMs = 8000;
/** Of twelve megapixels: the first with all that has to be fetched, the others without. */
const photos = 4;

/**
 * Counts what the worker answers, keeps how long it took over each photo, and how long the page took from a photo chosen to
 * its verdict shown.
 */
const hearPage = `{
  const { postMessage } = Worker.prototype;
  window.guided = 0;
  window.isPrepared = false;
  window.timingsMs = [];
  window.verdictsMs = [];
  let chosenMs = null;
  addEventListener("change", ({ target }) => {
    if (target.files?.length) chosenMs = performance.now();
  }, true);
  new MutationObserver(() => {
    if (chosenMs === null || !document.querySelector("#verdict")?.checkVisibility()) return;
    window.verdictsMs.push(performance.now() - chosenMs);
    chosenMs = null;
  }).observe(document, { subtree: true, childList: true });
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.type === "open") this.addEventListener("message", ({ data }) => {
      if (data.type === "guided" && data.guidance) window.guided += 1;
      if (data.type === "prepared") window.isPrepared = true;
      if (data.type === "answer") window.timingsMs.push(data.precheck.report.timingsMs);
    });
    return postMessage.call(this, message, ...rest);
  };
}`;

const say = (words: string): void => void process.stderr.write(`${words}\n`);
const secondsSince = (startMs: number): number => Math.round((performance.now() - startMs) / 10) / 100;

async function framesPerSecond({ page }: Phone): Promise<number> {
  const before = await page.evaluate<number>("window.guided");
  await page.waitForTimeout(countFramesForMs);
  return Math.round((((await page.evaluate<number>("window.guided")) - before) / (countFramesForMs / 1000)) * 10) / 10;
}

/** From now until what the check needs has come and is ready; null: it has. */
async function whilePreparing({ page }: Phone): Promise<number | null> {
  if (await page.evaluate<boolean>("window.isPrepared")) return null;
  const startMs = performance.now();
  const before = await page.evaluate<number>("window.guided");
  await waitUntil(
    "what the check needs",
    () => page.evaluate<boolean>("window.isPrepared"),
    (isPrepared) => isPrepared,
    60_000,
    50,
  );
  const count = (await page.evaluate<number>("window.guided")) - before;
  return Math.round((count / ((performance.now() - startMs) / 1000)) * 10) / 10;
}

const setting = await openSetting("on-phone");
const line = await openThinLine(setting.product.url);
const phones = await openPhones(line.url, new Uint8Array(await goodPhoto().arrayBuffer()), `${root}/out/on-phone`);
try {
  const opened: Record<string, unknown> = {};
  let frames = {};
  for (const [name, width] of Object.entries(lines)) {
    const phone = await phones.open(zh);
    const collectionId = await walkToPaid(phone, setting.world);
    await phone.page.addInitScript(hearPage);
    await showSceneToCamera(phone, goodPhoto(), tooNear);
    const address = `/pages/capture/index?collectionId=${collectionId}`;
    const openCamera = async (): Promise<object> => {
      await phone.page.goto("about:blank");
      line.widen(width);
      const [startMs, startBytes] = [performance.now(), line.bytes()];
      await phone.page.goto(address, { waitUntil: "commit" });
      await phone.page.locator(".guided__say--change:visible").waitFor({ timeout: 180_000 });
      const live = { seconds: secondsSince(startMs), megabytes: Math.round((line.bytes() - startBytes) / 1e4) / 100 };
      line.widen(null);
      return live;
    };
    opened[name] = { nothingKept: await openCamera(), filesKept: await openCamera() };
    say(`${name}: ${JSON.stringify(opened[name])}`);
    if (name === "10 Mbit/s") {
      const preparing = await whilePreparing(phone);
      const whole = await framesPerSecond(phone);
      const quarter = await onAQuarter(phone, () => framesPerSecond(phone));
      frames = { whilePreparing: preparing, perSecond: whole, onAQuarter: quarter };
      say(`frames a second: ${JSON.stringify(frames)}`);
    }
    await phone.context.close();
  }
  const phone = await phones.open(zh);
  await phone.page.addInitScript(hearPage);
  await walkToPaid(phone, setting.world);
  const large = new Blob(
    [
      new Uint8Array(
        await sharp(Buffer.from(await goodPhoto().arrayBuffer()))
          .resize(3000, 4000, { fit: "contain", background: "#000" })
          .jpeg({ quality: 90 })
          .toBuffer(),
      ),
    ],
    { type: "image/jpeg" },
  );
  await phone.tap("go-photo");
  for (let turn = 0; turn < photos; turn++) {
    await chooseFromAlbum(phone, large);
    await phone.page.locator("#verdict:visible").waitFor({ timeout: 120_000 });
    await phone.tap("retake");
  }
  const verdictsMs = await phone.page.evaluate<number[]>("window.verdictsMs");
  if (verdictsMs.length !== photos) throw new Error(`${verdictsMs.length} verdicts of ${photos} photos were seen`);
  const [cold, ...warm] = verdictsMs.map((ms) => Math.round(ms / 10) / 100);
  const timingsMs = await phone.page.evaluate<Record<string, number>[]>("window.timingsMs");
  const engineMs = Object.fromEntries(
    Object.entries(timingsMs.at(-1) ?? {}).map(([step, ms]) => [step, Math.round(ms)]),
  );
  const memoryMb = await mostMemoryMb(phone);
  process.stdout.write(
    `${JSON.stringify({ bench: "on-phone", opened, frames, twelveMegapixels: { coldS: cold, warmS: warm, engineMs, memoryMb } })}\n`,
  );
} finally {
  await phones.close();
  await line.close();
  await setting.close();
}

/** Of the busiest page's process. */
async function mostMemoryMb({ page }: Phone): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error("Chromium is not spoken to");
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0));
  return Math.round(Math.max(...sizes) / 1024);
}
