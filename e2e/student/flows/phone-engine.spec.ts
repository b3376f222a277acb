/** Photo engine on the phone, which guides the camera and checks a photo before any part of it is sent. */
import assert from "node:assert/strict";
import type { CheckId } from "@gradphoto/domain";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { startCollection } from "../../people/shooting-student.ts";
import { signIn } from "../../people/student.ts";
import { en, zh } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import {
  changeScene,
  type Scene,
  showSceneToCamera,
  tooNear,
  wellPlaced,
} from "../scene-camera.ts";
import { test } from "../test.ts";
import { comesIntoSight, firstSeen } from "../wait-for-page.ts";
import {
  agreeAndPay,
  chooseFromAlbum,
  openAs,
  openCamera,
  openPaid,
  pathOf,
  payOnTheirPage,
  readVerdict,
  shoot,
  uploadAndWait,
} from "../walk.ts";

test.use({ look: zh });

const tooFar: Scene = { size: 0.6, left: 0.2, top: 0.4, light: 1 };

/**
 * Fails unless the hint appears on the screen. Its position is read in the same frame, because other hints may follow.
 */
async function showsHint({ page }: Phone, words: string): Promise<void> {
  const { top, bottom } = await firstSeen<{ top: number; bottom: number }>(
    page,
    `() => {
      const hint = [...document.querySelectorAll(".guided__say")].find(
        (one) => one.offsetParent !== null && one.textContent.includes(${JSON.stringify(words)}),
      );
      if (!hint) return null;
      const { top, bottom } = hint.getBoundingClientRect();
      return { top, bottom };
    }`,
  );
  const height = page.viewportSize()?.height ?? 0;
  assert.ok(top >= 0 && bottom <= height, `“${words}” is outside the screen`);
}

/** Resolves once the page counts down. The count lasts three seconds. */
const countsDown = ({ page }: Phone) =>
  firstSeen(
    page,
    `() => [...document.querySelectorAll(".camera__count")].some((one) => one.offsetParent !== null)`,
  );

test("the camera page guides the student to distance and light, and takes the photo by itself", async ({
  phone,
  setting,
}) => {
  const { page, tap } = phone;
  await openPaid(phone, setting, "rules");
  await showSceneToCamera(phone, goodPhoto(), tooFar);
  await openCamera(phone);
  await showsHint(phone, "再近一点");
  await changeScene(phone, tooNear);
  await showsHint(phone, "再远一点");
  await changeScene(phone, { ...wellPlaced, light: 0.25 });
  await showsHint(phone, "太暗了");
  assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "false");
  await tap("spoken");
  assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "true");
  // Hint and count are visible at the same time and disappear with the shot.
  await Promise.all([showsHint(phone, "很好"), countsDown(phone), changeScene(phone, wellPlaced)]);
  await page.locator("#upload:visible").waitFor();
});

test.describe(() => {
  test.use({ look: { ...en, dark: true } });
  test("a photo from the camera can be submitted, in English and the dark theme", async ({
    phone,
    setting,
  }) => {
    await openPaid(phone, setting, "rules");
    await openCamera(phone);
    await shoot(phone);
    assert.match(await uploadAndWait(phone), /can be submitted/);
  });
});

/** Check that needs the photos of other students, which only the service has. */
const ofServiceOnly: CheckId = "seen-before";

/** Returns the findings of the visible page, in its order. */
const findingsOf = ({ page }: Phone): Promise<readonly (string | null)[]> =>
  page
    .locator("[data-finding]:visible")
    .evaluateAll((cards) => cards.map((card) => card.getAttribute("data-finding")));

/** Collects the requests from now on that could carry a photo. */
function listenForSending({ page }: Phone): readonly string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET" || request.postDataBuffer())
      sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

const photoSha256 = ({ page }: Phone): Promise<string> =>
  page.evaluate<string>(`(async () => {
    const [picture] = [...document.querySelectorAll(".photo__picture, .compare__before")].filter((one) => one.offsetParent !== null);
    const bytes = await (await fetch(picture.src)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  })()`);

/** Fails unless the verdict begins with one cause and what to do about it, visible without scrolling. */
async function causeIsOnFirstScreen({ page }: Phone): Promise<void> {
  for (const [width, height] of [
    [375, 667],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.evaluate("scrollTo(0, 0)");
    const lines = page.locator("#verdict:visible p");
    assert.equal(await lines.nth(0).textContent(), "戴着帽子或头饰");
    assert.match((await lines.nth(1).textContent()) ?? "", /^请摘下/);
    await comesIntoSight(page, "#first-cause + p");
    const { top = 0, bottom = 0 } = await page.evaluate<{ top?: number; bottom?: number }>(
      `[...document.querySelectorAll(".photo")].find((one) => one.offsetParent !== null)?.getBoundingClientRect().toJSON() ?? {}`,
    );
    assert.ok(bottom - top <= height * 0.46, "the photo leaves no room for the verdict");
  }
}

test("the phone reports the same findings as the service, before it sends a byte of the photo", async ({
  phone,
  setting,
}) => {
  await openPaid(phone, setting, "rules");
  const sent = listenForSending(phone);
  await chooseFromAlbum(phone, badPhoto());
  await phone.see("手机自查没有通过");
  await causeIsOnFirstScreen(phone);
  const onPhone = await findingsOf(phone);
  assert.ok(onPhone.length >= 2, `too few findings: ${onPhone.join(", ")}`);
  assert.deepEqual(sent, []);
  assert.equal(await phone.page.locator("#upload:visible").textContent(), "仍然上传");
  await phone.tap("upload");
  await phone.page.locator("#standardize:visible").waitFor();
  assert.deepEqual(await findingsOf(phone), onPhone, "the findings are gone after the upload");
  await phone.tap("standardize");
  await readVerdict(phone.page);
  await causeIsOnFirstScreen(phone);
  const ofService = await findingsOf(phone);
  assert.deepEqual(
    ofService.filter((id) => id !== ofServiceOnly),
    onPhone,
  );
});

test("the check uses threads where pages may share memory, with the same findings as without", async ({
  phone,
  setting,
}) => {
  const { page, see } = phone;
  const runtimes: string[] = [];
  page.context().on("request", (request) => {
    const runtime = /litert_wasm_\w*internal(?=\..*\.wasm$)/.exec(request.url());
    if (runtime) runtimes.push(runtime[0]);
  });
  await openPaid(phone, setting, "rules");
  const check = async (button: "take-photo" | "retake"): Promise<readonly (string | null)[]> => {
    await chooseFromAlbum(phone, badPhoto(), button);
    await see("手机自查没有通过");
    return findingsOf(phone);
  };
  const withThreads = await check("take-photo");
  const address = page.url();
  // The service worker fetches the page.
  await page.context().route(address, async (route) => {
    const answer = await route.fetch();
    const { "cross-origin-embedder-policy": _, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await page.goto(address);
  assert.deepEqual(await check("retake"), withThreads);
  const hasThreads = await page.evaluate<boolean>("navigator.hardwareConcurrency > 1");
  assert.deepEqual(runtimes, [
    `litert_wasm_${hasThreads ? "threaded_" : ""}internal`,
    "litert_wasm_internal",
  ]);
});

test("the phone checks a retake offline, from the top of the page, and sends it when online", async ({
  phone,
  setting,
}) => {
  const { page, context, tap, see } = phone;
  await openPaid(phone, setting, "rules");
  await chooseFromAlbum(phone, badPhoto());
  await see("手机自查没有通过");
  await context.setOffline(true);
  await page.setViewportSize({ width: 375, height: 667 });
  await page.locator("[data-finding]:visible").last().scrollIntoViewIfNeeded();
  await chooseFromAlbum(phone, goodPhoto(), "retake");
  await see(/手机自查(没有发现问题|可以上传)/);
  await comesIntoSight(page, "#step-bar");
  await context.setOffline(false);
  // The comparison with the standard photo appears once, after 照片标准化.
  assert.equal(await page.locator(".compare:visible").count(), 0);
  await tap("upload");
  await tap("standardize");
  await page.locator(".compare:visible").waitFor();
});

test("a student tries a photo before payment, and exactly this photo is uploaded afterwards", async ({
  phone,
  setting,
}) => {
  const { page, tap, see } = phone;
  const student = await startCollection(
    setting.world,
    await signIn(setting.world, setting.product.url),
  );
  await openAs(phone, student.client, pathOf("service", student));
  const sent = listenForSending(phone);
  await page.getByRole("button", { name: "先试拍" }).click();
  await see("付款前先试拍");
  await chooseFromAlbum(phone, goodPhoto());
  await see(/手机自查(没有发现问题|可以上传)/);
  assert.deepEqual(sent, []);
  const tried = await photoSha256(phone);
  await tap("pay-for-it");
  await see("付款后可以直接上传这一张");
  await agreeAndPay(phone);
  await payOnTheirPage(phone, "支付");
  await tap("go-tried");
  await page.locator("#upload:visible").waitFor();
  assert.equal(await photoSha256(phone), tried);
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
});
