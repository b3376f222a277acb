/** Findings of the engine on the student's pages, and the next steps that follow from them. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type CheckId, checkWords } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { take } from "../../people/client.ts";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { reject } from "../../people/reviewer.ts";
import type { ShootingStudent } from "../../people/shooting-student.ts";
import { upload, uploadAndJudge } from "../../people/submit-photo.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { pause } from "../../product/processes.ts";
import type { Setting } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { comesIntoSight } from "../wait-for-page.ts";
import { addPaid, inReviewersHand, openAs, pathOf, readVerdict, submit } from "../walk.ts";

const ofAttempt = /\/attempts\/[0-9a-f-]+$/;

/** Opens the page of a photo that was taken and judged over HTTP. */
async function openJudged(phone: Phone, setting: Setting, photo: Blob): Promise<ShootingStudent> {
  const student = await addPaid(setting);
  await uploadAndJudge(student, photo);
  await openAs(phone, student.client, pathOf("standard", student));
  return student;
}

test("each finding appears once with advice, and a refused photo can be appealed with a reason", async ({
  phone,
  setting,
}) => {
  const { page, see, tap, type } = phone;
  await openJudged(phone, setting, badPhoto());
  assert.match(await readVerdict(page), /还不能用/);
  const findings = page.locator("[data-finding]:visible");
  const ids = await findings.evaluateAll((cards) =>
    cards.map((card) => card.getAttribute("data-finding")),
  );
  assert.equal(new Set(ids).size, ids.length);
  const card = page.locator("[data-finding=headwear]:visible");
  const text = (await card.textContent()) ?? "";
  assert.match(text, /戴着帽子或头饰/);
  assert.doesNotMatch(text, /\d/);
  await card.getByRole("button", { name: "详情", exact: true }).click();
  assert.match((await card.textContent()) ?? "", /头顶被织物遮住的比例 \d+%/);
  await card.locator(".finding__tap").click();
  await page.locator(".photo__layer:visible").waitFor();
  await comesIntoSight(page, "#judged-photo");
  await page.locator("#passed:visible").getByRole("button", { name: "展开" }).click();
  const passed = (await page.locator("#passed:visible").textContent()) ?? "";
  assert.match(passed, /文件格式可用/);
  assert.match(passed, /未发现项链/);
  assert.doesNotMatch(passed, /戴着口罩|· 通过/);
  await tap("ask-person");
  await type("appeal-reason", "这是我平时的样子，请人来看");
  await page.getByRole("button", { name: "提交申请" }).click();
  await page.waitForURL(/pages\/review/);
  await see(/审核中/);
});

test("review and rejection display the photo, and no page calls it perfect before the review", async ({
  phone,
  setting,
}) => {
  const { page, see, tap } = phone;
  const { reviewer } = setting;
  const { collectionId } = await openJudged(phone, setting, goodPhoto());
  assert.match(await readVerdict(page), /待人工审核/);
  await submit(phone);
  await page.locator("#submitted-photo:visible .photo__picture").waitFor();
  await see(/待人工审核|由审核员决定/);
  assert.equal(await page.getByText("符合全部要求").count(), 0);
  await inReviewersHand(reviewer, collectionId);
  await reject(reviewer, collectionId, ["ears-hidden", "make-up"], "请把耳朵露出来");
  await page.waitForURL(/pages\/rejected/);
  await page.locator("#refused-photo:visible .photo__picture").waitFor();
  await page.locator("#refused-photo:visible .photo__layer").waitFor();
  assert.equal(await page.locator("#place-make-up:visible").count(), 0);
  await tap("place-ears-hidden");
  await comesIntoSight(page, "#refused-photo");
});

/** Makes each answer about a photo warn of this fault only, as the engine words it. */
async function warnOf({ page }: Phone, id: CheckId): Promise<void> {
  await page.unroute(ofAttempt);
  await page.route(ofAttempt, async (route) => {
    const response = await route.fetch();
    const { findings, ...rest } = routeDefinitions.readAttempt.answers.parse(await response.json());
    const { title, advice } = checkWords[id];
    const warned = findings.map((one) =>
      one.id === id ? { ...one, verdict: "warn", title, advice } : { ...one, verdict: "pass" },
    );
    await route.fulfill({ response, json: { ...rest, verdict: "review", findings: warned } });
  });
}

test("the likely outcome is the main button, and no advice orders what it contradicts", async ({
  phone,
  setting,
}) => {
  const { page } = phone;
  await page.setViewportSize({ width: 375, height: 667 });
  const isPrimary = async (id: string) =>
    /button--primary/.test((await page.locator(`#${id}:visible`).getAttribute("class")) ?? "");
  await warnOf(phone, "earrings");
  await openJudged(phone, setting, goodPhoto());
  assert.match(await readVerdict(page), /^佩戴耳饰请取下耳饰，再拍一张.*审核员多半会退回/);
  await comesIntoSight(page, "#first-cause");
  assert.deepEqual([await isPrimary("retake"), await isPrimary("submit")], [true, false]);
  assert.equal(await page.locator("#submit:visible").textContent(), "仍然提交");
  await warnOf(phone, "dark");
  await page.reload();
  assert.match(await readVerdict(page), /^可以提交，待人工审核照片太暗机器提示/);
  assert.deepEqual([await isPrimary("retake"), await isPrimary("submit")], [false, true]);
  assert.match(
    (await page.locator("[data-finding=dark]:visible").textContent()) ?? "",
    /如要重拍，请/,
  );
});

/** Uploads a photo that no worker processes before `resume`. */
async function uploadPaused(setting: Setting) {
  const student = await addPaid(setting);
  const resume = pause(setting.product, "worker.ts");
  await take(upload(student));
  return { student, resume };
}

/** Delay of an answer, longer than the page's pause between two reads. */
const slowAnswerMs = 3500;

test("the page displays the engine's steps as they begin and gets the result without polling", async ({
  phone,
  setting,
}) => {
  const { page } = phone;
  const { student, resume } = await uploadPaused(setting);
  let reads = 0;
  page.on("request", (request) => {
    if (ofAttempt.test(request.url())) reads += 1;
  });
  // The worker waits until the page is connected to the event stream.
  const listens = page.waitForResponse(/\/events$/).finally(resume);
  const step = page.locator("[data-step]:visible").waitFor();
  // On a busy machine the result could otherwise arrive before the first step is drawn.
  await page.route(ofAttempt, async (route) => {
    const response = await route.fetch();
    const { state } = routeDefinitions.readAttempt.answers.parse(await response.json());
    if (state !== "processing") await step;
    await route.fulfill({ response });
  });
  await openAs(phone, student.client, pathOf("standard", student));
  const [verdict] = await Promise.all([readVerdict(page), listens, step]);
  assert.match(verdict, /可以提交/);
  assert.ok(reads <= 3, `the result was read ${reads} times`);
});

test("the result appears even if each answer is slow, with and without events", async ({
  phone,
  setting,
}) => {
  const { student, resume } = await uploadPaused(setting);
  const withoutEvents = await phone.context.newPage();
  await withoutEvents.route(/\/events$/, (route) => route.abort("connectionreset"));
  await phone.context.route(ofAttempt, async (route) => {
    const response = await route.fetch();
    await delay(slowAnswerMs);
    await route.fulfill({ response });
  });
  const listens = phone.page.waitForResponse(/\/events$/);
  await openAs(phone, student.client, pathOf("standard", student));
  await withoutEvents.goto(pathOf("standard", student));
  await Promise.all([
    listens,
    ...[phone.page, withoutEvents].map((page) => page.locator("#working:visible").waitFor()),
  ]);
  resume();
  for (const page of [phone.page, withoutEvents]) assert.match(await readVerdict(page), /可以提交/);
});

test("the photo can be submitted even if the collection was read before the engine had finished", async ({
  phone,
  setting,
}) => {
  const { page } = phone;
  const { student, resume } = await uploadPaused(setting);
  const path = `/v1/collections/${student.collectionId}/attempts`;
  const { answers } = routeDefinitions.listAttempts;
  await page.route(`**${path}**`, async (route) => {
    const url = new URL(path, route.request().url()).href;
    await waitUntil(
      "the finished photo",
      async () =>
        answers.parse(await (await route.fetch({ url })).json()).attempts[0]?.verdict ?? null,
      (verdict) => verdict !== null,
    );
    await route.continue();
  });
  const readBefore = page
    .waitForResponse(new RegExp(`/v1/collections/${student.collectionId}$`))
    .finally(resume);
  await openAs(phone, student.client, pathOf("standard", student));
  await readBefore;
  await page.locator("#submit:visible").waitFor();
});
