/** What stops a photo, and what does not lose it. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type Flow, zh } from "../flow.ts";
import { chooseFromAlbum, refusedInWords, uploadAndWait, walkToPaid } from "../walk.ts";

/** The page asks every second. */
const slowAnswerMs = 2500;

export const photoFlows: readonly Flow[] = [
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
    name: "where an answer takes longer than the pause before the next question, the result still comes",
    look: zh,
    walk: async (phone, { world }) => {
      await walkToPaid(phone, world);
      await phone.tap("go-photo");
      await chooseFromAlbum(phone);
      await phone.page.route(/\/attempts\/[0-9a-f-]+$/, async (route) => {
        const response = await route.fetch();
        await delay(slowAnswerMs);
        await route.fulfill({ response });
      });
      assert.match(await uploadAndWait(phone), /可以提交/);
    },
  },
  {
    name: "a file that is no photo is refused in words and the way to another stays open",
    look: zh,
    walk: async (phone, { world }) => {
      await walkToPaid(phone, world);
      await phone.tap("go-photo");
      await chooseFromAlbum(phone, new Blob(["no photo"], { type: "image/jpeg" }));
      await phone.see(/无法显示这张照片/);
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
];
