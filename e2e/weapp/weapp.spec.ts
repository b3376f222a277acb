/** `npm run e2e -- weapp`: the compiled WeChat package walks the whole way in our host, against the running product. */
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openOutsideWorld } from "../people/outside-world.ts";
import { type Product, root, startProduct } from "../product/start-product.ts";
import { signInReviewers, storySettings } from "../story/walk-story.ts";
import { signIn } from "./accounts.ts";
import { openEveryPage } from "./all-pages.ts";
import { willing } from "./answers.ts";
import { compileAll, ensureBuilt, packageFolder } from "./built-package.ts";
import { identify } from "./codes.ts";
import { type Line, openLine } from "./line.ts";
import { agreeAndPay } from "./payments.ts";
import { submit, takePhotos } from "./photos.ts";
import { passReview } from "./reviews.ts";
import type { Flow } from "./story.ts";
import { openWechats, type Wechats } from "./wechat.ts";

test.describe.configure({ mode: "serial" });

let product: Product;
let line: Line;
let wechats: Wechats;

test.beforeAll(async () => {
  ensureBuilt();
  product = await startProduct(storySettings);
  line = await openLine(product.url);
  wechats = await openWechats({ productUrl: line.url, packageFolder, pictures: join(root, "out", "e2e-weapp") });
});

test.afterAll(async () => {
  await wechats.close();
  line.close();
  await product.stop();
});

test("WeChat's own compilers take every template and style", () => {
  const { templates, styles } = compileAll(packageFolder);
  expect(Math.min(templates, styles)).toBeGreaterThan(0);
});

test("a student's whole way, from the first page to the photo in the album", async () => {
  test.setTimeout(900_000);
  const world = openOutsideWorld(product.sandboxUrl);
  const person = await world.addPerson();
  const wechat = await wechats.open(willing(world, person));
  const setting = { product, line, world, wechats, person, wechat, reviewers: await signInReviewers(product.url) };
  const flow: Flow = (what, work) =>
    test.step(what, async () => {
      await work();
      await wechat.settle();
      expect(await wechat.faults(), "the package threw").toEqual([]);
    });
  await signIn(flow, setting);
  const collectionId = await identify(flow, setting);
  await agreeAndPay(flow, setting);
  await takePhotos(flow, setting);
  await submit(flow, setting, "the good photo is submitted, and WeChat's messages are asked for");
  await passReview(flow, setting, collectionId);
  await openEveryPage(flow, setting, { collectionId });
});
