/** The ZIP of one's data where something comes between: the proof has run out, the service has trouble, the line breaks. */
import assert from "node:assert/strict";
import { lastFourOf } from "../../people/student.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { comesIntoSight } from "../in-sight.ts";
import { test } from "../test.ts";
import { beginCollection, proveIdentity, walkToCode } from "../walk.ts";

test("who has to prove whose data they are before the ZIP is led back to its button, and trouble is told by its kind", async ({
  phone,
  world,
  product,
}) => {
  const { page, tap, type, see } = phone;
  const chsi = await walkToCode(phone, world);
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
  await page.goto("/pages/my-data/index");
  await page.locator("#take-along:visible").waitFor();
  await inProductDatabase(product, (db) => db.query("update sessions set proven_until = null"));
  await tap("take-along");
  await type("last-four", lastFourOf(chsi));
  await tap("verify");
  await see("核验通过，请再点一次“下载我的数据（ZIP）”");
  await comesIntoSight(page, "#take-along");
  await page.route(/account\/data\/zip/, (route) => route.fulfill({ status: 503 }), { times: 1 });
  await tap("take-along");
  await see("服务暂时不可用，请过几分钟再点一次");
  await page.route(/account\/data\/zip/, (route) => route.abort("connectionreset"), { times: 1 });
  await tap("take-along");
  await see("没有取到，请检查网络后再试一次");
  const download = page.waitForEvent("download");
  await tap("take-along");
  await see("已交给浏览器保存");
  await comesIntoSight(page, ".notice--success");
  assert.equal((await download).suggestedFilename(), "gradphoto-my-data.zip");
});
