/** `npm run e2e:weapp`: the compiled WeChat package walks the whole way in our host, against the running product. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openOutsideWorld } from "../people/outside-world.ts";
import { root, startProduct } from "../product/start-product.ts";
import { signInReviewers, storySettings } from "../story/walk-story.ts";
import { openEveryPage } from "./all-pages.ts";
import { willing } from "./answers.ts";
import { ensureBuilt, packageFolder } from "./built-package.ts";
import { compileAll, weigh } from "./gates.ts";
import { identify } from "./identity.ts";
import { openLine } from "./line.ts";
import { agreeAndPay } from "./payment.ts";
import { submit, takePhotos } from "./photo.ts";
import { passReview } from "./review.ts";
import { signIn } from "./sign-in.ts";
import type { Flow } from "./story.ts";
import { openWechats } from "./wechat.ts";

const tally = { suite: "e2e:weapp", passed: 0, failed: 0, skipped: 0 };
const write = (line: string): void => void process.stdout.write(`${line}\n`);

ensureBuilt();
await gate("WeChat's own compilers take every template and style", () => {
  const { templates, styles } = compileAll(packageFolder);
  assert.ok(templates > 0 && styles > 0);
  return `${templates} templates, ${styles} styles`;
});
await gate("the packages are as small as WeChat asks", () => {
  const weights = Object.entries(weigh(packageFolder));
  return weights.map(([name, bytes]) => `${name || "main"} ${Math.round(bytes / 1024)} KiB`).join(", ");
});

const product = await startProduct(storySettings);
const line = await openLine(product.url);
const wechats = await openWechats({
  productUrl: line.url,
  packageFolder,
  pictures: join(root, "out", "e2e-weapp"),
});
try {
  await walk();
} finally {
  await wechats.close();
  line.close();
  await product.stop();
}
write(JSON.stringify(tally));
process.exit(tally.failed === 0 ? 0 : 1);

async function walk(): Promise<void> {
  const world = openOutsideWorld(product.sandboxUrl);
  const person = await world.addPerson();
  const wechat = await wechats.open(willing(world, person));
  const setting = { product, line, world, wechats, person, wechat, reviewers: await signInReviewers(product.url) };
  let stoppedAt: string | null = null;
  const flow: Flow = async (what, work) => {
    if (stoppedAt !== null) {
      tally.failed++;
      write(`not ok  ${what} — the way ended at “${stoppedAt}”`);
      return;
    }
    try {
      await work();
      await wechat.settle();
      assert.deepEqual(await wechat.faults(), [], "the package threw");
      tally.passed++;
      write(`ok      ${what}`);
    } catch (error) {
      stoppedAt = what;
      tally.failed++;
      await wechat.picture("failed");
      write(`not ok  ${what}\n${error instanceof Error ? error.stack : String(error)}`);
      write(`at ${await wechat.url()}, asked ${wechat.asked.join(" ")}\n${(await wechat.faults()).join("\n")}`);
    }
  };
  await signIn(flow, setting);
  const collectionId = await identify(flow, setting);
  await agreeAndPay(flow, setting);
  await takePhotos(flow, setting);
  await submit(flow, setting, "the good photo is submitted, and WeChat's messages are asked for");
  await passReview(flow, setting, collectionId);
  await openEveryPage(flow, setting, { folder: packageFolder, collectionId });
}

async function gate(what: string, work: () => string): Promise<void> {
  try {
    write(`ok      ${what} — ${work()}`);
    tally.passed++;
  } catch (error) {
    tally.failed++;
    write(`not ok  ${what} — ${error instanceof Error ? error.message : String(error)}`);
  }
}
