/** Sign-in, school, collection code and last four characters, with their refusals. */
import assert from "node:assert/strict";
import { take } from "../../people/client.ts";
import { usualProject } from "../../people/site-day.ts";
import { signIn as signInOverHttp } from "../../people/student.ts";
import type { Setting } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { comesIntoSight, drawn } from "../wait-for-page.ts";
import {
  beginCollection,
  chooseSchool,
  newPhoneNumber,
  newStudent,
  openAs,
  proveIdentity,
  showNewCode,
  showsError,
  signIn,
  smsCodeOf,
} from "../walk.ts";

const codePage = "/pages/code/index?schoolCode=10559&category=bachelor";

/** Opens a page as a student who is signed in and has no collection. */
const openSignedIn = async (
  phone: Phone,
  { world, product }: Setting,
  path: string,
): Promise<void> => openAs(phone, (await signInOverHttp(world, product.url)).client, path);

test("sign-in requires consent, marks a wrong phone number and refuses a wrong SMS code", async ({
  phone,
}) => {
  const { page, tap, type, see } = phone;
  await page.goto("/entry/sign-in/index");
  await type("phone", "1380000000");
  await tap("send-code");
  await see(/请先阅读并勾选/);
  await page.getByRole("checkbox").click();
  for (const wrong of ["1380000000", "12800000000"]) {
    await type("phone", wrong);
    await tap("send-code");
    await see(/手机号不对：请填写中国大陆的 11 位手机号/);
    await page.locator("#phone:visible:focus").waitFor();
  }
  await type("phone", "+86 199-0000-0003");
  await page.getByText(/手机号不对/).waitFor({ state: "detached" });
  await tap("send-code");
  await page.locator("#sms-code:visible").waitFor();
  await type("sms-code", "000000");
  await showsError(phone, "sms-code-wrong");
  assert.equal(await page.locator("#sms-code:visible").inputValue(), "");
});

test("sign-in survives a reload and a closed tab, and takes a valid code while the next one must wait", async ({
  phone,
  world,
}) => {
  const { page, context, tap, type } = phone;
  const number = newPhoneNumber();
  await page.goto("/entry/sign-in/index");
  await page.locator("#phone:visible:focus").waitFor();
  await type("phone", number);
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await page.locator("#sms-code:visible:focus").waitFor();
  await page.reload();
  await page.locator("#sms-code:visible:focus").waitFor();
  // The next code is still counted down, and nothing pushes the button off a small screen.
  await page.locator("#send-code:visible:disabled").waitFor();
  await page.setViewportSize({ width: 375, height: 667 });
  await comesIntoSight(page, "#sign-in");
  // Another page in the same browser has only what was stored.
  await page.goto("/healthz");
  const reopened = await context.newPage();
  await reopened.goto("/entry/sign-in/index");
  assert.equal(await reopened.locator("#phone:visible").inputValue(), number);
  await reopened.getByRole("checkbox", { checked: true }).waitFor();
  await reopened.locator("#sms-code:visible").fill(await smsCodeOf(world, number));
  await reopened.locator("#school:visible").waitFor();
  assert.equal(await reopened.evaluate("localStorage.getItem('gradphoto-sign-in')"), null);
});

test("a number that must wait for another code can type the one it has received", async ({
  phone,
  world,
}) => {
  const { page, tap, type, see } = phone;
  const number = newPhoneNumber();
  await page.goto("/entry/sign-in/index");
  await type("phone", number);
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await page.locator("#sms-code:visible").waitFor();
  await page.evaluate("localStorage.clear()");
  await page.reload();
  await type("phone", number);
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await see(/已收到短信的，可以直接填写/);
  await type("sms-code", await smsCodeOf(world, number));
  await page.locator("#school:visible").waitFor();
});

test("the school search names customer service, recovers from a lost connection and accepts a complete name", async ({
  phone,
  setting,
}) => {
  const { page, context, see, tap, type } = phone;
  await openSignedIn(phone, setting, "/pages/eligibility/index");
  await type("school", "没有这所学校");
  await see("没有找到这所学校");
  await see(/客服电话/);
  await context.setOffline(true);
  await type("school", "jndx");
  await showsError(phone, "network-unreachable");
  await context.setOffline(false);
  await page.getByRole("button", { name: "重试" }).click();
  await see("暨南大学");
  await type("school", "暨南大学");
  await page.getByRole("button", { name: "网络教育" }).first().click();
  await tap("confirm");
  await showsError(phone, "project-not-open");
  await page.getByRole("button", { name: "普通本科" }).first().click();
  await tap("confirm");
  await page.locator("#album:visible").waitFor();
});

test("a poster's code selects school and category before the student's own code", async ({
  phone,
  world,
  operator,
}) => {
  const { projectId } = await usualProject(operator);
  const { projectLink } = await take(
    operator.call("readProjectEntries", { params: { projectId } }),
  );
  const { pathname, search } = new URL(projectLink);
  await signIn(phone, world, `${pathname}${search}`);
  const chosen = phone.page.getByRole("button", { name: "普通本科", pressed: true });
  await chosen.filter({ visible: true }).first().waitFor();
  assert.equal(await phone.page.locator("#school:visible").inputValue(), "暨南大学");
  await phone.tap("confirm");
  await proveIdentity(phone, await showNewCode(phone, world));
});

test("a poster's code that has ended lets the student select the school", async ({
  phone,
  world,
}) => {
  const answered = phone.page.waitForResponse(/\/v1\/scenes\//);
  await signIn(phone, world, "/entry/start/index?scene=s%3D00000");
  const answer = await answered;
  assert.equal(answer.status(), 404);
  await answer.finished();
  await drawn(phone.page);
  assert.equal(await phone.page.locator(".notice--danger:visible").count(), 0);
  await chooseSchool(phone);
});

test("a student with a collection code does not need to select a school", async ({
  phone,
  setting,
}) => {
  await openSignedIn(phone, setting, "/pages/eligibility/index");
  await phone.tap("have-code");
  const chsi = await showNewCode(phone, setting.world);
  await phone.see("暨南大学");
  await proveIdentity(phone, chsi);
  await phone.see(chsi.name);
  await beginCollection(phone);
});

test("a forged code is refused", async ({ phone, setting }) => {
  await openSignedIn(phone, setting, codePage);
  await showNewCode(phone, setting.world, { variant: "forged" });
  await showsError(phone, "code-forged");
});

test("a code of another category and year leads to its own project after one tap", async ({
  phone,
  setting,
}) => {
  const { world } = setting;
  await openSignedIn(phone, setting, codePage);
  const graduationYear = new Date().getUTCFullYear() + 1;
  const chsi = await newStudent(world, { category: "graduate", graduationYear });
  await phone.give("album", await world.codePicture({ studentId: chsi.id }), "code.png");
  await phone.see(/与您选择的不同/);
  await phone.tap("go-on-with-code");
  await proveIdentity(phone, chsi);
  await phone.see("研究生");
  await phone.see(String(graduationYear));
  await beginCollection(phone);
  await phone.see(new RegExp(`研究生.*${graduationYear}`));
});

test("wrong last four characters are counted down, then the waiting time is displayed", async ({
  phone,
  setting,
}) => {
  await openSignedIn(phone, setting, codePage);
  await showNewCode(phone, setting.world);
  for (let turn = 1; turn <= 5; turn++) {
    await phone.type("last-four", "ZZZZ");
    await phone.tap("verify");
    if (turn < 5) await phone.see(`还可以试 ${5 - turn} 次`);
  }
  await phone.see(/\d+:\d\d 后可以再试/);
});

test("a reload after identity verification requires only the last four characters again", async ({
  phone,
  setting,
}) => {
  await openSignedIn(phone, setting, codePage);
  const chsi = await showNewCode(phone, setting.world);
  await proveIdentity(phone, chsi);
  await phone.see(/学校公告|采集费用/);
  await phone.page.reload();
  await phone.tap("verify-again");
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
});

/** Replaces the camera's picture with this one until the next page load. */
async function showToCamera({ page }: Phone, picture: Blob): Promise<void> {
  const address = `data:image/png;base64,${Buffer.from(await picture.arrayBuffer()).toString("base64")}`;
  await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = ${JSON.stringify(address)};
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 960;
    canvas.height = 720;
    const pen = canvas.getContext("2d");
    const draw = () => {
      pen.fillStyle = "#777";
      pen.fillRect(0, 0, 960, 720);
      pen.drawImage(image, 280, 160, 400, 400);
    };
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  }`);
}

test("the code reader is loaded as soon as the page opens, before a picture is chosen", async ({
  phone,
  setting,
}) => {
  const loaded = phone.page.waitForResponse(/zxing_reader\.wasm/);
  await openSignedIn(phone, setting, codePage);
  await loaded;
});

test("the live camera reads the collection code without a tap", async ({ phone, setting }) => {
  const { world } = setting;
  await openSignedIn(phone, setting, codePage);
  const chsi = await newStudent(world);
  await showToCamera(phone, await world.codePicture({ studentId: chsi.id }));
  await phone.tap("scan");
  await proveIdentity(phone, chsi);
});

test("a denied camera offers to read a picture of the code", async ({ phone, setting }) => {
  const { world } = setting;
  await openSignedIn(phone, setting, codePage);
  const chsi = await newStudent(world);
  await phone.page.evaluate(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
  );
  await phone.tap("scan");
  await phone.see(/无法打开摄像头/);
  await phone.give("scan-picture", await world.codePicture({ studentId: chsi.id }), "code.png");
  await proveIdentity(phone, chsi);
});
