/** Who the student is: sign-in, school, code, last four, and each refusal. */
import assert from "node:assert/strict";
import type { ErrorCode } from "@gradphoto/domain";
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { takenIn } from "../drawn.ts";
import { test } from "../test.ts";
import {
  beginCollection,
  chooseSchool,
  newStudent,
  proveIdentity,
  refusedInWords,
  showCode,
  signIn,
  studentOf,
  usualProject,
  usualSchool,
  walkToCode,
  walkToSchool,
} from "../walk.ts";

/** A refusal of a code, shown on the page of the code. */
const codeRefused = (name: string, request: object, code: ErrorCode): void =>
  test(name, async ({ phone, world }) => {
    await walkToCode(phone, world, request);
    await refusedInWords(phone, code);
  });

const year = new Date().getUTCFullYear();

codeRefused("a forged code is refused in words", { variant: "forged" }, "code-forged");
codeRefused("a code of another issuer is refused in words", { variant: "other-issuer" }, "code-forged");
codeRefused(
  "a code of a category that the school does not offer is refused in words",
  { category: "associate" },
  "code-category-not-offered",
);
test("where the code says another category than was chosen, one tap goes on with the code's own project", async ({
  phone,
  world,
}) => {
  await walkToSchool(phone, world);
  const chsi = await world.addStudent({ ...studentOf(year + 1), category: "graduate" });
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await phone.see(/与您选择的不同/);
  await phone.tap("go-on-with-code");
  await proveIdentity(phone, chsi);
  await phone.see("研究生");
  await beginCollection(phone);
  await phone.see(/研究生/);
});

test("a code on a poster chooses school and category; the student's own code decides all the same", async ({
  phone,
  world,
  operator,
}) => {
  const { projectId } = await usualProject(operator);
  const { projectLink } = await take(operator.call("readProjectEntries", { params: { projectId } }));
  const { pathname, search } = new URL(projectLink);
  await signIn(phone, world, `${pathname}${search}`);
  const chosen = phone.page.getByRole("button", { name: "普通本科", pressed: true });
  await chosen.filter({ visible: true }).first().waitFor();
  assert.equal(await phone.page.locator("#school:visible").inputValue(), "暨南大学");
  await phone.tap("confirm");
  const chsi = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await proveIdentity(phone, chsi);
});

test("a code on a poster that leads nowhere any more leaves the usual way", async ({ phone, world }) => {
  const answered = phone.page.waitForResponse(/\/v1\/scenes\//);
  await signIn(phone, world, "/entry/start/index?scene=s%3D00000");
  const answer = await answered;
  assert.equal(answer.status(), 404);
  await takenIn(phone.page, answer);
  assert.equal(await phone.page.locator(".notice--danger:visible").count(), 0);
  await chooseSchool(phone, usualSchool);
});

test("who has the code at hand reads it and proves it on one page, without choosing a school", async ({
  phone,
  world,
}) => {
  await signIn(phone, world);
  await phone.tap("have-code");
  const chsi = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await phone.see("暨南大学");
  await proveIdentity(phone, chsi);
  await phone.see(chsi.name);
  await beginCollection(phone);
});

test("the whole name of a school, typed, chooses it", async ({ phone, world }) => {
  await signIn(phone, world);
  await phone.type("school", "暨南大学");
  await phone.page.getByRole("button", { name: "普通本科" }).first().click();
  await phone.tap("confirm");
  await phone.page.locator("#album:visible").waitFor();
});

codeRefused(
  "a code of a year outside this and the next is refused in words",
  { graduationYear: year - 2 },
  "code-year-outside",
);
test("a picture without a code is refused in words", async ({ phone, world }) => {
  await walkToSchool(phone, world);
  await phone.give("album", goodPhoto(), "photo.jpg");
  await refusedInWords(phone, "code-unreadable");
});

test("a code that another account has used is refused in words", async ({ phone, world }) => {
  await walkToSchool(phone, world);
  const chsi = await newStudent(world);
  const code = await world.codePicture({ studentId: chsi.id });
  await showCode(phone, code);
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
  await phone.page.evaluate("localStorage.clear()");
  await walkToSchool(phone, world);
  await showCode(phone, code);
  await refusedInWords(phone, "code-used-by-other");
});

test("a code of next year's class shows next year's project before anything begins", async ({ phone, world }) => {
  await walkToSchool(phone, world);
  const chsi = await newStudent(world, year + 1);
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await proveIdentity(phone, chsi);
  await phone.see(String(year + 1));
  await beginCollection(phone);
  await phone.see(new RegExp(String(year + 1)));
});

test("wrong last four count down, then the time to wait is shown", async ({ phone, world }) => {
  await walkToCode(phone, world);
  for (let turn = 1; turn <= 5; turn++) {
    await phone.type("last-four", "ZZZZ");
    await phone.tap("verify");
    if (turn < 5) await phone.see(`还可以试 ${5 - turn} 次`);
  }
  await phone.see(/\d+:\d\d 后可以再试/);
});

test("a page loaded anew after the last four asks for them again, not for the whole way", async ({ phone, world }) => {
  const chsi = await walkToCode(phone, world);
  await proveIdentity(phone, chsi);
  await phone.see(/学校公告|采集费用/);
  await phone.page.reload();
  await phone.tap("verify-again");
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
});

test("the search for a school is taken up again once the line is back", async ({ phone, world }) => {
  await signIn(phone, world);
  await phone.context.setOffline(true);
  await phone.type("school", "jndx");
  await refusedInWords(phone, "network-unreachable");
  await phone.context.setOffline(false);
  await phone.page.getByRole("button", { name: "重试" }).click();
  await phone.see("暨南大学");
});

test("a school that is not there leads to customer service", async ({ phone, world }) => {
  await signIn(phone, world);
  await phone.type("school", "没有这所学校");
  await phone.see("没有找到这所学校");
  await phone.see(/客服电话/);
});

test("a project that has not begun says when it does", async ({ phone, world }) => {
  await signIn(phone, world);
  await phone.type("school", "jndx");
  await phone.page.getByRole("button", { name: "暨南大学" }).first().click();
  await phone.page.getByRole("button", { name: "网络教育" }).first().click();
  await phone.tap("confirm");
  await refusedInWords(phone, "project-not-open");
});

test("a wrong SMS code is refused in words, and signing in waits for the consent", async ({ phone }) => {
  const { page, tap, type, see } = phone;
  await page.goto("/entry/sign-in/index");
  await type("phone", "19900000001");
  await tap("send-code");
  await see(/请先阅读并勾选/);
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await page.locator("#sms-code:visible").waitFor();
  await type("sms-code", "000000");
  await tap("sign-in");
  await refusedInWords(phone, "sms-code-wrong");
});

test("a wrong phone number has words of its own, and its field the focus", async ({ phone }) => {
  const { page, tap, type, see } = phone;
  await page.goto("/pages/sign-in/index");
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
});
