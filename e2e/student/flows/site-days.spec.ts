/** An on-site day: one phone shoots a class over a line that breaks; the corridor waits by number. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { openClient, take } from "../../people/client.ts";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { addShootingStudent, type ShootingStudent } from "../../people/shooting-student.ts";
import { linkIn, openSiteDay } from "../../people/site-day.ts";
import { lastFourOf } from "../../people/student.ts";
import { waitUntil } from "../../people/wait-until.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { newStudent, refusedInWords } from "../walk.ts";

let made = 0;
const addStudent = ({ world, product }: Setting): Promise<ShootingStudent> => {
  made += 1;
  return addShootingStudent(world, product.url, made);
};

/** From the scan to the name that is said aloud. */
async function identify(
  phone: Phone,
  { world }: Setting,
  chsi: ShootingStudent["chsi"],
  lastFour = lastFourOf(chsi),
): Promise<void> {
  await phone.give("album", await world.codePicture({ studentId: chsi.id }), "code.png");
  await phone.page.locator("#last-four:visible").waitFor();
  await phone.type("last-four", lastFour);
  await phone.tap("prove");
}

const photosOf = async ({ client, collectionId }: ShootingStudent) =>
  (await take(client.call("listAttempts", { params: { collectionId } }))).attempts;

const openedLine = "dispatchEvent(new Event('online'))";

test("a helper's phone shoots two students while the line is cut; the photos wait over a reload, and both arrive and are judged", async ({
  phone,
  setting,
}) => {
  const { page, see, give } = phone;
  const students = [await addStudent(setting), await addStudent(setting)];
  const { shootingPath } = await openSiteDay(setting.operator);
  await page.goto(shootingPath);
  await see("暨南大学");
  await page.route(/\/v1\/helper\//, (route) => route.abort("connectionreset"));
  for (const { chsi } of students) {
    await identify(phone, setting, chsi);
    await page.locator("#site-name:visible").waitFor();
    await give("site-shoot", goodPhoto(), "photo.jpg");
    await page.locator("#scan:visible").waitFor();
  }
  await see("2 张待上传");
  await page.reload();
  await see("2 张待上传");
  for (const student of students) assert.deepEqual(await photosOf(student), []);
  await page.unroute(/\/v1\/helper\//);
  await page.evaluate(openedLine);
  await page.locator("[data-stage=good]:visible").nth(1).waitFor({ timeout: 180_000 });
  await see("照片都已上传");
  for (const student of students) assert.equal((await photosOf(student)).length, 1);
});

test("a photo that will not do calls its student back, and the next one of the same session takes its place", async ({
  phone,
  setting,
}) => {
  const { page, see, give } = phone;
  const student = await addStudent(setting);
  await page.goto((await openSiteDay(setting.operator)).shootingPath);
  await identify(phone, setting, student.chsi);
  await give("site-shoot", badPhoto(), "photo.jpg");
  await see(/请叫回 测\*+，重拍/);
  // Nothing but the session is needed, also after the page was loaded anew.
  await page.reload();
  await see(/请叫回 测\*+，重拍/);
  const again = page.getByRole("button", { name: "重拍" });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), again.click()]);
  const photo = goodPhoto();
  const buffer = Buffer.from(await photo.arrayBuffer());
  await chooser.setFiles({ name: "photo.jpg", mimeType: photo.type, buffer });
  await page.locator("[data-stage=good]:visible").waitFor({ timeout: 180_000 });
  assert.equal(await page.locator("[data-stage=refused]").count(), 0);
  assert.equal((await photosOf(student)).length, 2);
});

test("a student who has not begun, wrong last four, and a code of another year are each told what to do", async ({
  phone,
  setting,
}) => {
  const { page, tap, give } = phone;
  const { world, operator } = setting;
  const { shootingPath } = await openSiteDay(operator);
  await page.goto(shootingPath);
  const fresh = await newStudent(world);
  await identify(phone, setting, fresh);
  await refusedInWords(phone, "site-not-started");
  assert.match((await page.locator(".qr:visible").getAttribute("data-address")) ?? "", /\/entry\/start\/index$/);
  const paid = await addStudent(setting);
  await identify(phone, setting, paid.chsi, "0000");
  await refusedInWords(phone, "last-four-wrong");
  await tap("other-student");
  const later = await newStudent(world, new Date().getUTCFullYear() + 1);
  await give("album", await world.codePicture({ studentId: later.id }), "code.png");
  await refusedInWords(phone, "site-wrong-project");
});

test("in the corridor a phone takes one number, keeps it over a reload, and is told when it is called", async ({
  phone,
  operator,
  product,
}) => {
  const { page, tap, see } = phone;
  const { queuePath, shootingToken: token } = await openSiteDay(operator);
  const { call } = openClient(product.url);
  const link = linkIn(new URL(queuePath, product.url).href);
  const callNext = () => take(call("callNextTicket", { body: { token, callKey: randomUUID() } }));
  await page.goto(queuePath);
  await tap("take-ticket");
  const visible = page.locator("#my-number:visible");
  await visible.waitFor();
  const own = Number(await visible.textContent());
  await page.reload();
  await visible.waitFor();
  assert.equal(Number(await visible.textContent()), own);
  await waitUntil("The call of this number", callNext, ({ number }) => number === own);
  await page.locator("#my-turn:visible").waitFor();
  await see(String(own));
  await take(call("takeTicket", { body: { token: link, ticketKey: randomUUID() } }));
  assert.equal((await callNext()).number, own + 1);
});

test("the helper calls the next number, and hears when nobody waits", async ({ phone, operator, product }) => {
  const { page, tap, see } = phone;
  const { shootingPath, shootingToken: token, queuePath } = await openSiteDay(operator);
  const { call } = openClient(product.url);
  const link = linkIn(new URL(queuePath, product.url).href);
  const { ticket: own } = await take(call("takeTicket", { body: { token: link, ticketKey: randomUUID() } }));
  assert.ok(own, "no number was given");
  await page.goto(shootingPath);
  await see("还有 1 人在等");
  await tap("call-next");
  await see(`请叫 ${own.number} 号`);
  await page.locator("#call-next:visible:disabled").waitFor();
  await take(call("takeTicket", { body: { token: link, ticketKey: randomUUID() } }));
  await see("还有 1 人在等");
  // Another helper is faster, and this phone does not hear of it before the tap.
  await page.route(/\/v1\/site-days\/enter$/, (route) => route.abort("connectionreset"));
  await take(call("callNextTicket", { body: { token, callKey: randomUUID() } }));
  await tap("call-next");
  await see("没有人在等了");
});
