/** What `npm run e2e:student` shows: the whole way, and each refusal in words. */
import assert from "node:assert/strict";
import { type ErrorCode, errors } from "@gradphoto/contract";
import { z } from "zod";
import { type PersonClient, take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { badPhoto, goodPhoto } from "../people/photos.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Phone, PhoneLook } from "./phone.ts";
import {
  agreeAndPay,
  beginCollection,
  chooseFromAlbum,
  chooseSchool,
  newStudent,
  payAtWechat,
  proveIdentity,
  shootWithCamera,
  showCode,
  signIn,
  submit,
  uploadAndWait,
  usualSchool,
  walkToPaid,
} from "./walk.ts";

export interface Setting {
  readonly world: OutsideWorld;
  readonly reviewer: PersonClient;
}

export interface Flow {
  readonly name: string;
  readonly look: PhoneLook;
  readonly walk: (phone: Phone, setting: Setting) => Promise<void>;
}

const zh: PhoneLook = { locale: "zh-CN" };
const en: PhoneLook = { locale: "en-US" };

const taken = (reviewer: PersonClient, collectionId: string) =>
  waitUntil(
    "The submission in the reviewer's queue",
    async () => (await take(reviewer.call("takeNextReviews", { body: { count: 4 } }))).reviews,
    (reviews) => reviews.some((review) => review.collectionId === collectionId),
  );

const payBooks = z.object({ orders: z.array(z.object({ outTradeNo: z.string() })) });
const ordersOf = async (world: OutsideWorld) => payBooks.parse(await world.control("GET", "/pay/books")).orders;

async function payLatestOrder(world: OutsideWorld): Promise<void> {
  const latest = (await ordersOf(world)).at(-1);
  assert.ok(latest, "nothing was ordered");
  await world.control("POST", "/pay/pay", { outTradeNo: latest.outTradeNo });
}

/** From the first page to an order that waits for its payment. */
async function walkToOrder(phone: Phone, world: OutsideWorld): Promise<void> {
  await signIn(phone, world);
  await chooseSchool(phone, usualSchool);
  const chsi = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: chsi.id }));
  await proveIdentity(phone, chsi);
  await beginCollection(phone);
  await agreeAndPay(phone);
}

/** The refusal is shown in the words of the table, whatever they name filled in. */
async function refusedInWords({ page }: Phone, code: ErrorCode): Promise<void> {
  const shown = page.locator(`[data-code="${code}"]:visible`);
  await shown.waitFor();
  const [firstWords = ""] = errors[code].zh.split(/[{}]/);
  assert.ok((await shown.textContent())?.startsWith(firstWords), `${code} is not said in its words`);
}

/** A refusal of a code, shown on the page of the code. */
const codeRefused = (name: string, request: object, code: ErrorCode): Flow => ({
  name,
  look: zh,
  walk: async (phone, { world }) => {
    await signIn(phone, world);
    await chooseSchool(phone, usualSchool);
    const chsi = await newStudent(world);
    await showCode(phone, await world.codePicture({ studentId: chsi.id, ...request }));
    await refusedInWords(phone, code);
  },
});

const year = new Date().getUTCFullYear();

export const flows: readonly Flow[] = [
  {
    name: "the whole way: sign-in to 采集完成, with a refused photo, a rejection and a retake",
    look: zh,
    walk: async (phone, { world, reviewer }) => {
      const { page, see, tap } = phone;
      const collectionId = await walkToPaid(phone, world);
      const params = { collectionId };
      await tap("go-photo");
      await chooseFromAlbum(phone, badPhoto());
      assert.match(await uploadAndWait(phone), /再拍一张/);
      await see(/露牙|帽/);
      await tap("retake");
      await chooseFromAlbum(phone);
      assert.match(await uploadAndWait(phone), /可以提交/);
      await submit(phone);
      await see("审核中");
      await see(/预计 \d{4}-\d\d-\d\d/);
      await taken(reviewer, collectionId);
      const body = { reasons: ["background" as const], words: "请靠墙再拍一张" };
      await take(reviewer.call("rejectReview", { params, body }));
      await page.waitForURL(/pages\/rejected/);
      await see("请靠墙再拍一张");
      await tap("retake");
      await chooseFromAlbum(phone);
      await uploadAndWait(phone);
      await submit(phone);
      await taken(reviewer, collectionId);
      await take(reviewer.call("approveReview", { params }));
      await page.waitForURL(/pages\/completed/, { timeout: 120_000 });
      await see(/图像校对/);
      const download = page.waitForEvent("download");
      await tap("download");
      assert.match((await download).suggestedFilename(), /\.jpg$/);
    },
  },
  {
    name: "the camera's own picture comes out as a photo that can be submitted, in English and dark",
    look: { ...en, dark: true },
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, { ...usualSchool, category: "Regular undergraduate" });
      const chsi = await newStudent(world);
      await showCode(phone, await world.codePicture({ studentId: chsi.id }));
      await proveIdentity(phone, chsi);
      await beginCollection(phone);
      await agreeAndPay(phone);
      await phone.page.getByRole("button", { name: "Pay" }).click();
      await phone.tap("go-photo");
      await shootWithCamera(phone);
      assert.match(await uploadAndWait(phone), /can be submitted/);
    },
  },
  {
    name: "a payment that was cancelled is told as not paid, and can be made again",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      const chsi = await newStudent(world);
      await showCode(phone, await world.codePicture({ studentId: chsi.id }));
      await proveIdentity(phone, chsi);
      await beginCollection(phone);
      await agreeAndPay(phone);
      await payAtWechat(phone, "取消");
      await phone.see("待支付");
      assert.equal(await phone.page.locator("#go-photo:visible").count(), 0);
      await phone.page.locator("#ask-again:visible").waitFor();
    },
  },
  codeRefused("a forged code is refused in words", { variant: "forged" }, "code-forged"),
  codeRefused("a code of another issuer is refused in words", { variant: "other-issuer" }, "code-forged"),
  codeRefused("a code of another school is refused in words", { schoolCode: "10558" }, "code-other-school"),
  codeRefused("a code of another category is refused in words", { category: "graduate" }, "code-other-category"),
  codeRefused(
    "a code of a year outside this and the next is refused in words",
    { graduationYear: year - 2 },
    "code-year-outside",
  ),
  {
    name: "a picture without a code is refused in words",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      await phone.give("album", goodPhoto(), "photo.jpg");
      await refusedInWords(phone, "code-unreadable");
    },
  },
  {
    name: "a code that another account has used is refused in words",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      const chsi = await newStudent(world);
      const code = await world.codePicture({ studentId: chsi.id });
      await showCode(phone, code);
      await proveIdentity(phone, chsi);
      await beginCollection(phone);
      await phone.page.evaluate("localStorage.clear()");
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      await showCode(phone, code);
      await refusedInWords(phone, "code-used-by-other");
    },
  },
  {
    name: "wrong last four count down and then lock, with the time left",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await chooseSchool(phone, usualSchool);
      const chsi = await newStudent(world);
      await showCode(phone, await world.codePicture({ studentId: chsi.id }));
      for (let turn = 1; turn <= 5; turn++) {
        await phone.type("last-four", "ZZZZ");
        await phone.tap("verify");
        if (turn < 5) await phone.see(`还可以试 ${5 - turn} 次`);
      }
      await phone.see(/暂时锁定，\d+:\d\d/);
    },
  },
  {
    name: "a school that is not there leads to customer service",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await phone.type("school", "没有这所学校");
      await phone.see("没有找到这所学校");
      await phone.see(/客服电话/);
    },
  },
  {
    name: "a project that has not begun says when it does",
    look: zh,
    walk: async (phone, { world }) => {
      await signIn(phone, world);
      await phone.type("school", "jndx");
      await phone.page.getByRole("button", { name: "暨南大学" }).first().click();
      await phone.page.getByRole("button", { name: "网络教育" }).first().click();
      await phone.tap("confirm");
      await refusedInWords(phone, "project-not-open");
    },
  },
  {
    name: "a wrong SMS code is refused in words, and signing in waits for the consent",
    look: zh,
    walk: async (phone) => {
      const { page, tap, type, see } = phone;
      await page.goto("/pages/sign-in/index");
      await type("phone", "19900000001");
      await tap("send-code");
      await see(/请先阅读并勾选/);
      await page.getByRole("checkbox").click();
      await tap("send-code");
      await page.locator("#sms-code:visible").waitFor();
      await type("sms-code", "000000");
      await tap("sign-in");
      await refusedInWords(phone, "sms-code-wrong");
    },
  },
  {
    name: "going back at once leaves no blank page",
    look: zh,
    walk: async ({ page, tap }) => {
      await page.goto("/");
      await tap("enter");
      await page.goBack();
      await page.locator("#enter:visible").waitFor();
      await tap("enter");
      await page.locator("#phone:visible").waitFor();
      await page.goBack();
      await page.locator("#enter:visible").waitFor();
    },
  },
  {
    name: "an upload that is cut off is taken up again and nothing is lost",
    look: zh,
    walk: async (phone, { world }) => {
      await walkToPaid(phone, world);
      await phone.tap("go-photo");
      await chooseFromAlbum(phone);
      let cuts = 0;
      await phone.page.route(/\/attempts\?source=/, async (route) => {
        cuts += 1;
        // The first reaches the service and its answer is lost; the second does not reach it at all.
        if (cuts === 1) await route.fetch();
        if (cuts <= 2) await route.abort("connectionreset");
        else await route.continue();
      });
      assert.match(await uploadAndWait(phone), /可以提交/);
      assert.equal(cuts, 3);
    },
  },
  {
    name: "a helper's phone takes the photo and sees nothing of the student",
    look: zh,
    walk: async (phone, { world }) => {
      const collectionId = await walkToPaid(phone, world);
      await phone.page.goto(`/pages/helper-link/index?collectionId=${collectionId}`);
      const answered = phone.page.waitForResponse(/helper-link/);
      await phone.tap("make-link");
      const { token }: { token: string } = await (await answered).json();
      await phone.page.locator(".qr:visible").waitFor();
      await phone.page.evaluate("localStorage.clear()");
      await phone.page.goto(`/pages/helper/index?link=${token}`);
      await phone.tap("open-link");
      await phone.give("helper-shoot", goodPhoto(), "photo.jpg");
      await phone.see(/拍得很好/);
      assert.equal(await phone.page.getByText("测").count(), 0);
    },
  },
  {
    name: "a page whose session has ended offers to sign in",
    look: zh,
    walk: async ({ page, see }) => {
      await page.goto("/pages/my-data/index");
      await see("去登录");
    },
  },
  {
    name: "language, large type and dark theme change at once and stay; nothing is wider than a narrow phone",
    look: { ...zh, width: 320 },
    walk: async ({ page, see }) => {
      await page.goto("/pages/settings/index");
      await page.getByRole("tab", { name: "English" }).click();
      await see("Customer service");
      await page.getByRole("tab", { name: "Large" }).click();
      await page.getByRole("tab", { name: "Dark" }).click();
      await page.goto("/");
      await see("Begin");
      const wide = await page.evaluate<number>("document.documentElement.scrollWidth");
      assert.ok(wide <= 320, `the page is ${wide} px wide`);
      assert.equal(await page.locator(".theme--dark.theme--large").count(), 1);
    },
  },
  {
    name: "every drawn rule stands right beside wrong",
    look: en,
    walk: async ({ page }) => {
      await page.goto("/pages/rules/index");
      await page.locator(".scene").first().waitFor();
      assert.equal(await page.locator(".scene").count(), 14);
    },
  },
  {
    name: "on a computer the payment is a QR code, and the page changes by itself once it is paid",
    look: { ...zh, desktop: true, width: 900 },
    walk: async (phone, { world }) => {
      await walkToOrder(phone, world);
      await phone.page.locator(".qr:visible").waitFor();
      await payLatestOrder(world);
      await phone.page.locator("#go-photo:visible").waitFor();
      await phone.see("支付成功，可以拍照了。");
    },
  },
  {
    name: "an order whose answer is lost is asked for again and stays one order",
    look: { ...zh, desktop: true, width: 900 },
    walk: async (phone, { world }) => {
      const before = (await ordersOf(world)).length;
      let cuts = 0;
      await phone.page.route(/\/orders$/, async (route) => {
        if (route.request().method() !== "POST") return route.continue();
        cuts += 1;
        if (cuts > 1) return route.continue();
        await route.fetch();
        return route.abort("connectionreset");
      });
      await walkToOrder(phone, world);
      await phone.page.locator(".qr:visible").waitFor();
      assert.equal(cuts, 2);
      assert.equal((await ordersOf(world)).length, before + 1);
    },
  },
  {
    name: "a file that is no photo is refused in words and the way to another stays open",
    look: zh,
    walk: async (phone, { world }) => {
      await walkToPaid(phone, world);
      await phone.tap("go-photo");
      await chooseFromAlbum(phone, new Blob(["no photo"], { type: "image/jpeg" }));
      await phone.tap("upload");
      await phone.page.locator("[data-code^=photo-]:visible").waitFor();
      await phone.tap("retake");
      await phone.page.locator("#take-photo:visible").waitFor();
    },
  },
  {
    name: "a consent that was taken back stops the upload in words",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, see, tap } = phone;
      const collectionId = await walkToPaid(phone, world);
      await page.goto("/pages/my-data/index");
      await page.getByRole("button", { name: "撤回" }).first().click();
      await page.getByRole("button", { name: "确认撤回" }).click();
      await see(/\d 撤回/);
      await page.goto(`/pages/rules/index?collectionId=${collectionId}`);
      await chooseFromAlbum(phone);
      await tap("upload");
      await refusedInWords(phone, "consent-missing");
    },
  },
  {
    name: "data are not deleted while a collection is under way, and signing out ends the session",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, tap } = phone;
      await walkToPaid(phone, world);
      await page.goto("/pages/my-data/index");
      await page.getByRole("button", { name: "删除我的数据" }).click();
      await page.getByRole("button", { name: "确认删除" }).click();
      await refusedInWords(phone, "collection-under-way");
      await page.goto("/pages/settings/index");
      await tap("sign-out");
      await tap("enter");
      await page.locator("#phone:visible").waitFor();
    },
  },
];
