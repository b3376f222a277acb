/** The camera that says what to change and shoots by itself, on the phone's own engine; and phones that have none. */
import assert from "node:assert/strict";
import { goodPhoto } from "../../people/photos.ts";
import { type Flow, zh } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { changeScene, type Scene, showSceneToCamera, tooNear, wellPlaced } from "../scene-camera.ts";
import { walkToPaid } from "../walk.ts";

const tooFar: Scene = { size: 0.6, left: 0.2, top: 0.4, light: 1 };

async function openCamera({ page, tap }: Phone): Promise<void> {
  await tap("go-photo");
  await tap("take-photo");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
}

/** In the strip above the picture, and in sight. */
async function isSaid({ page }: Phone, words: string): Promise<void> {
  const said = page.locator(".guided__say:visible").filter({ hasText: words });
  await said.waitFor();
  const box = await said.boundingBox();
  const height = page.viewportSize()?.height ?? 0;
  assert.ok(box && box.y >= 0 && box.y + box.height <= height, `“${words}” is said out of sight`);
}

export const guidanceFlows: readonly Flow[] = [
  {
    name: "the camera page says nearer, farther, lighter, and shoots by itself once all is right",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, tap } = phone;
      await walkToPaid(phone, world);
      await showSceneToCamera(phone, goodPhoto(), tooFar);
      await openCamera(phone);
      await isSaid(phone, "再近一点");
      await changeScene(phone, tooNear);
      await isSaid(phone, "再远一点");
      await changeScene(phone, { ...wellPlaced, light: 0.25 });
      await isSaid(phone, "太暗了");
      assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "false");
      await tap("spoken");
      assert.equal(await page.locator("#spoken").getAttribute("aria-pressed"), "true");
      await changeScene(phone, wellPlaced);
      await isSaid(phone, "很好");
      await page.locator(".camera__count:visible").waitFor();
      await page.locator("#upload:visible").waitFor();
    },
  },
  {
    name: "where the engine does not come, the camera works as before without a word of it",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, tap, see } = phone;
      await page.context().route("**/engine/**", (route) => route.abort());
      await walkToPaid(phone, world);
      await openCamera(phone);
      await see(/头顶留空/);
      assert.equal(await page.locator("#spoken").count(), 0);
      await tap("shoot");
      await page.locator("#upload:visible").waitFor();
      assert.equal(await page.locator(".notice--danger:visible").count(), 0);
    },
  },
];
