/** Whom the registry's comparison does not know: evidence is handed in with a consent of its own, which takes it back again. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { goodPhoto } from "../../people/photos.ts";
import { approve } from "../../people/reviewer.ts";
import { drawn } from "../drawn.ts";
import { test } from "../test.ts";
import { chooseFromAlbum, inReviewersHand, submit, uploadAndWait, walkToPaid } from "../walk.ts";

test("evidence of identity waits for a consent of its own, and is deleted when that is taken back", async ({
  phone,
  world,
  reviewer,
}) => {
  const { page, tap, see } = phone;
  const bytes = Buffer.from(await goodPhoto().arrayBuffer());
  const collectionId = await walkToPaid(phone, world);
  await tap("go-photo");
  await chooseFromAlbum(phone);
  await uploadAndWait(phone);
  await submit(phone);
  await inReviewersHand(reviewer, collectionId);
  await world.control("POST", "/registry/identities", { outcome: "doubtful" });
  await approve(reviewer, collectionId);
  await page.waitForURL(/pages\/identity/, { timeout: 120_000 });
  const give = page.locator("#give-id-card-held").filter({ visible: true });
  await give.waitFor();
  assert.ok(await give.isDisabled(), "evidence is taken in without a consent");
  await see("所以要遮住证件号码");
  await phone.picture("evidence-consent");
  await page.getByRole("checkbox").filter({ visible: true }).click();
  // Offline it says so at once, and once.
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), give.click()]);
  await page.context().setOffline(true);
  await chooser.setFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: bytes });
  const unreached = page.locator("[data-code=network-unreachable]").filter({ visible: true });
  await unreached.first().waitFor();
  // Whatever else was asked for has failed as well by then.
  await page.evaluate("fetch(location.href).catch(() => {})");
  await drawn(page);
  assert.equal(await unreached.count(), 1);
  await page.context().setOffline(false);
  // While it is on its way, and on a slow line that is long, it is said where the eye is.
  const line = new EventEmitter();
  const mayGo = once(line, "free");
  await page.route(/\/evidence/, async (route) => {
    await mayGo;
    await route.continue();
  });
  await phone.give("give-id-card-held", goodPhoto(), "card.jpg");
  await page
    .getByText(/^正在上传 \d+%$/)
    .filter({ visible: true })
    .waitFor();
  line.emit("free");
  await see("已收到：手持身份证照片");
  await see("已提交 1 项（共 3 项）");
  await see("我们这里的立即删除，学校已取走的请联系学校");
  const other = await page.context().newPage();
  await other.goto(`/pages/identity/index?collectionId=${collectionId}`);
  const replace = other.locator("#give-id-card-held").getByText("更换").filter({ visible: true });
  await replace.waitFor();
  await page.goto("/pages/my-data/index");
  const row = page.locator(".row", { hasText: "处理身份材料" });
  await row.getByRole("button", { name: "撤回" }).click();
  await see("身份材料立即从这里删除");
  await tap("take-back");
  await see("您的身份材料已从这里删除");
  await row.getByText(/撤回$/).first().waitFor();
  await page.goto(`/pages/identity/index?collectionId=${collectionId}`);
  await give.getByText("拍照或选择").waitFor();
  assert.ok(await give.isDisabled(), "evidence is taken in after the consent was taken back");
  // A page that still knows the consent asks for it anew, and sends nobody to where it cannot be given.
  const chosen = other.waitForEvent("filechooser");
  await replace.click();
  await (await chosen).setFiles({ name: "card.jpg", mimeType: "image/jpeg", buffer: bytes });
  await other.locator('[data-code="evidence-consent-missing"]:visible').waitFor();
  await other.getByRole("checkbox", { checked: false }).filter({ visible: true }).waitFor();
  assert.equal(await other.getByText("去确认同意").count(), 0);
});
