/** A photo is checked on the phone before anything of it is sent, and the service then says the same. */
import assert from "node:assert/strict";
import type { Request } from "@playwright/test";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { type Flow, zh } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { chooseFromAlbum, uploadAndWait, walkToPaid } from "../walk.ts";

/** Of the page in front, in the order of the page. */
const findingsShown = ({ page }: Phone): Promise<readonly (string | null)[]> =>
  page.locator("[data-finding]:visible").evaluateAll((cards) => cards.map((card) => card.getAttribute("data-finding")));

/** What is asked for from now on that could carry a photo. */
function hearSending({ page }: Phone): readonly string[] {
  const sent: string[] = [];
  page.on("request", (request: Request) => {
    if (request.method() !== "GET" || request.postDataBuffer()) sent.push(`${request.method()} ${request.url()}`);
  });
  return sent;
}

export const precheckFlows: readonly Flow[] = [
  {
    name: "the phone names the faults that the service names, before a byte of the photo leaves it",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, tap, see } = phone;
      await walkToPaid(phone, world);
      await tap("go-photo");
      const sent = hearSending(phone);
      await chooseFromAlbum(phone, badPhoto());
      await see("手机自查没有通过");
      const here = await findingsShown(phone);
      assert.ok(here.length >= 2, `too few findings: ${here.join(", ")}`);
      assert.deepEqual(sent, []);
      assert.equal(await page.locator("#upload:visible").textContent(), "仍然上传");
      await uploadAndWait(phone);
      assert.deepEqual(await findingsShown(phone), here);
    },
  },
  {
    name: "once its files are there the phone checks without a network, and the photo is sent when it is back",
    look: zh,
    walk: async (phone, { world }) => {
      const { page, context, tap, see } = phone;
      await walkToPaid(phone, world);
      await tap("go-photo");
      await chooseFromAlbum(phone, badPhoto());
      await see("手机自查没有通过");
      await tap("retake");
      await page.locator("#take-photo:visible").waitFor();
      await context.setOffline(true);
      await chooseFromAlbum(phone, goodPhoto());
      await see(/手机自查(没有发现问题|可以上传)/);
      assert.equal(await page.locator(".compare:visible").count(), 1);
      await context.setOffline(false);
      assert.match(await uploadAndWait(phone), /可以提交|已通过/);
    },
  },
];
