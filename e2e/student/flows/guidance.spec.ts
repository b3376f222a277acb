/** The camera that says what to change and shoots by itself, on the phone's own engine; and phones that have none. */
import assert from "node:assert/strict";
import { goodPhoto } from "../../people/photos.ts";
import { waitUntil } from "../../people/wait-until.ts";
import { firstSeen } from "../drawn.ts";
import type { Phone } from "../phone.ts";
import { changeScene, type Scene, showSceneToCamera, tooNear, wellPlaced } from "../scene-camera.ts";
import { test } from "../test.ts";
import { walkToPaid } from "../walk.ts";

const tooFar: Scene = { size: 0.6, left: 0.2, top: 0.4, light: 1 };

async function openCamera({ page, tap }: Phone): Promise<void> {
  await tap("go-photo");
  await tap("take-photo");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
}

/** In the strip above the picture, and in sight: found and measured at once, since other words may follow soon. */
async function isSpoken({ page }: Phone, words: string): Promise<void> {
  const { top, bottom } = await firstSeen<{ top: number; bottom: number }>(
    page,
    `() => {
      const said = [...document.querySelectorAll(".guided__say")].find(
        (one) => one.offsetParent !== null && one.textContent.includes(${JSON.stringify(words)}),
      );
      if (!said) return null;
      const { top, bottom } = said.getBoundingClientRect();
      return { top, bottom };
    }`,
  );
  const height = page.viewportSize()?.height ?? 0;
  assert.ok(top >= 0 && bottom <= height, `“${words}” is said out of sight`);
}

/** The count lasts three seconds. */
const isCounted = ({ page }: Phone) =>
  firstSeen(page, `() => [...document.querySelectorAll(".camera__count")].some((one) => one.offsetParent !== null)`);

test("the camera page says nearer, farther, lighter, and shoots by itself once all is right", async ({
  phone,
  world,
}) => {
  const { page, tap } = phone;
  await walkToPaid(phone, world);
  await showSceneToCamera(phone, goodPhoto(), tooFar);
  await openCamera(phone);
  await isSpoken(phone, "再近一点");
  await changeScene(phone, tooNear);
  await isSpoken(phone, "再远一点");
  await changeScene(phone, { ...wellPlaced, light: 0.25 });
  await isSpoken(phone, "太暗了");
  assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "false");
  await tap("spoken");
  assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "true");
  // Both are there at once, and gone with the shot.
  await Promise.all([isSpoken(phone, "很好"), isCounted(phone), changeScene(phone, wellPlaced)]);
  await page.locator("#upload:visible").waitFor();
});

test("where the engine does not come, the camera works as before without a word of it", async ({ phone, world }) => {
  const { page, tap, see } = phone;
  let missed = 0;
  await page.context().route("**/engine/**", async (route) => {
    await route.abort();
    missed += 1;
  });
  const isMissedAfter = (previous: number) =>
    waitUntil(
      "The engine, asked for in vain",
      async () => missed,
      (times) => times > previous,
    );
  await walkToPaid(phone, world);
  await openCamera(phone);
  // It is announced from when it is asked for until it fails.
  await isMissedAfter(0);
  await page.locator("#spoken").waitFor({ state: "detached" });
  await see(/头顶留空/);
  assert.equal(await page.locator("#spoken").count(), 0);
  const previous = missed;
  await tap("shoot");
  await page.locator("#upload:visible").waitFor();
  await isMissedAfter(previous);
  await page.locator("#phone-check").waitFor({ state: "detached" });
  assert.equal(await page.locator(".notice--danger:visible").count(), 0);
});
