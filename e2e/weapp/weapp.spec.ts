/** A student walks the compiled WeChat package, in our stand-in for WeChat, against the running product. */
import { expect, test } from "@playwright/test";
import { openOutsideWorld } from "../people/outside-world.ts";
import { type Product, startProduct } from "../product/start-product.ts";
import { signInReviewers, storySettings } from "../story/walk-story.ts";
import { agreeAndPay, identify, signIn } from "./begin.ts";
import { compileAll, ensureBuilt, packageFolder } from "./bundle.ts";
import { complete, openEveryPage, passReview } from "./finish.ts";
import { submit, takePhotos } from "./photos.ts";
import { type Connection, openConnection, type Step } from "./setting.ts";
import { openWechats, type Wechats, willing } from "./wechat.ts";

test.describe.configure({ mode: "serial" });

let product: Product;
let connection: Connection;
let wechats: Wechats;

test.beforeAll(async () => {
  ensureBuilt();
  product = await startProduct(storySettings);
  connection = await openConnection(product.url);
  wechats = await openWechats(connection.url, packageFolder);
});

test.afterAll(async () => {
  await wechats.close();
  connection.close();
  await product.stop();
});

test("WeChat's own compilers accept every template and style", () => {
  const { templates, styles } = compileAll(packageFolder);
  expect(Math.min(templates, styles)).toBeGreaterThan(0);
});

test("a student gets from the first page to the photo in the album", async () => {
  test.setTimeout(900_000);
  const world = openOutsideWorld(product.sandboxUrl);
  const person = await world.addPerson();
  const wechat = await wechats.open(willing(world, person));
  const reviewers = await signInReviewers(product.url);
  const setting = { product, connection, world, wechats, person, wechat, reviewers };
  const step: Step = (name, work) =>
    test.step(name, async () => {
      await work();
      await wechat.settle();
      expect(await wechat.faults(), "the package threw").toEqual([]);
    });
  await signIn(step, setting);
  const collectionId = await identify(step, setting);
  await agreeAndPay(step, setting);
  await takePhotos(step, setting);
  await submit(
    step,
    setting,
    "the good photo is submitted, and the app requests permission for WeChat messages",
  );
  await passReview(step, setting, collectionId);
  await openEveryPage(step, setting, collectionId);
  await complete(step, setting, collectionId);
});
