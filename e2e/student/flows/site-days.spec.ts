/** An on-site day: a helper's phone photographs a class over a poor connection, and students queue by number. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { openClient, take } from "../../people/client.ts";
import type { ChsiStudent, OutsideWorld } from "../../people/outside-world.ts";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { openSiteDay, tokenInUrl } from "../../people/site-day.ts";
import { lastFourOf } from "../../people/student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { addPaid, newStudent, showsError } from "../walk.ts";

/** Scans the student's code and types the last four characters. */
async function identify(
  phone: Phone,
  world: OutsideWorld,
  chsi: ChsiStudent,
  lastFour: string = lastFourOf(chsi),
): Promise<void> {
  await phone.give("album", await world.codePicture({ studentId: chsi.id }), "code.png");
  await phone.page.locator("#last-four:visible").waitFor();
  await phone.type("last-four", lastFour);
  await phone.tap("prove");
}

const photosOf = async ({ client, collectionId }: ShootingStudent) =>
  (await take(client.call("listAttempts", { params: { collectionId } }))).attempts;

test("photos of two students survive a lost connection and a reload, then both are sent and judged", async ({
  phone,
  setting,
}) => {
  const { page, see, give } = phone;
  const students = [await addPaid(setting), await addPaid(setting)];
  const { shootingPath } = await openSiteDay(setting.operator);
  await page.goto(shootingPath);
  await see("暨南大学");
  await page.route(/\/v1\/helper\//, (route) => route.abort("connectionreset"));
  for (const { chsi } of students) {
    await identify(phone, setting.world, chsi);
    await page.locator("#site-name:visible").waitFor();
    await give("site-shoot", goodPhoto(), "photo.jpg");
    await page.locator("#scan:visible").waitFor();
  }
  await see("2 张待上传");
  await page.reload();
  await see("2 张待上传");
  for (const student of students) assert.deepEqual(await photosOf(student), []);
  await page.unroute(/\/v1\/helper\//);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await page.locator("[data-stage=good]:visible").nth(1).waitFor({ timeout: 180_000 });
  await see("照片都已上传");
  for (const student of students) assert.equal((await photosOf(student)).length, 1);
});

test("a refused photo calls its student back, even after a reload, and the next photo replaces it", async ({
  phone,
  setting,
}) => {
  const { page, see, give } = phone;
  const student = await addPaid(setting);
  await page.goto((await openSiteDay(setting.operator)).shootingPath);
  await identify(phone, setting.world, student.chsi);
  await give("site-shoot", badPhoto(), "photo.jpg");
  await see(/请叫回 测\*+，重拍/);
  await page.reload();
  await see(/请叫回 测\*+，重拍/);
  const retake = page.getByRole("button", { name: "重拍" });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), retake.click()]);
  const buffer = Buffer.from(await goodPhoto().arrayBuffer());
  await chooser.setFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer });
  await page.locator("[data-stage=good]:visible").waitFor({ timeout: 180_000 });
  assert.equal(await page.locator("[data-stage=refused]").count(), 0);
  assert.equal((await photosOf(student)).length, 2);
});

test("a student who has not started gets a code for the app; after a wrong last four another can follow", async ({
  phone,
  setting,
}) => {
  const { shootingPath } = await openSiteDay(setting.operator);
  await phone.page.goto(shootingPath);
  await identify(phone, setting.world, await newStudent(setting.world));
  await showsError(phone, "site-not-started");
  const address = await phone.page.locator(".qr:visible").getAttribute("data-address");
  assert.match(address ?? "", /\/entry\/start\/index$/);
  await identify(phone, setting.world, (await addPaid(setting)).chsi, "0000");
  await showsError(phone, "last-four-wrong");
  await phone.tap("other-student");
  await phone.page.locator("#album:visible").waitFor();
});

test("a phone in the queue keeps its number over a reload and is called; the helper sees an empty queue", async ({
  phone: { page, context, tap, see },
  operator,
  product,
}) => {
  const { queuePath, shootingPath, shootingToken: token } = await openSiteDay(operator);
  const { call } = openClient(product.url);
  const link = tokenInUrl(new URL(queuePath, product.url).href);
  const callNext = () => take(call("callNextTicket", { body: { token, callKey: randomUUID() } }));
  const takeTicket = () =>
    take(call("takeTicket", { body: { token: link, ticketKey: randomUUID() } }));
  await waitUntil("An empty queue", callNext, ({ number }) => number === null);
  const corridor = await context.newPage();
  await corridor.goto(queuePath);
  await corridor.locator("#take-ticket:visible").click();
  const visible = corridor.locator("#my-number:visible");
  await visible.waitFor();
  const own = Number(await visible.textContent());
  await corridor.reload();
  await visible.waitFor();
  assert.equal(Number(await visible.textContent()), own);
  await page.goto(shootingPath);
  await see("还有 1 人在等");
  await tap("call-next");
  await see(`请叫 ${own} 号`);
  await corridor.locator("#my-turn:visible").waitFor();
  await corridor.getByText(String(own)).filter({ visible: true }).first().waitFor();
  await page.locator("#call-next:visible:disabled").waitFor();
  await takeTicket();
  await see("还有 1 人在等");
  // Another helper calls first, and this phone has not loaded that before the tap.
  await page.route(/\/v1\/site-days\/enter$/, (route) => route.abort("connectionreset"));
  assert.equal((await callNext()).number, own + 1);
  await tap("call-next");
  await see("没有人在等了");
});
