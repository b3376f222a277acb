/** The rules, the camera, the preview, and the standard photo: being processed, refused, and ready. */
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { submit, uploadAndWait } from "../walk.ts";
import type { Stop } from "./stop.ts";

interface PhotoTour {
  readonly collectionId: string;
  readonly stop: Stop;
}

export async function tourPhoto(phone: Phone, _setting: Setting, { collectionId, stop }: PhotoTour): Promise<void> {
  const { page, tap, give } = phone;
  await page.goto(`/pages/rules/index?collectionId=${collectionId}`);
  await page.locator("#take-photo:visible").waitFor();
  await stop("rules");
  await tap("take-photo");
  await stop("rules-choose");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
  await stop("capture");
  await page.locator(".guided__say--change:visible").waitFor();
  await stop("capture-guided");
  await page.goBack();
  await tap("take-photo");
  await give("from-album", badPhoto(), "photo.jpg");
  await page.locator("#upload:visible").waitFor();
  await stop("preview");
  await page.locator("#verdict:visible").waitFor();
  await stop("preview-refused");
  const ofAttempt = /\/attempts\/[0-9a-f-]+$/;
  await page.route(ofAttempt, async (route) => {
    const answer = await route.fetch();
    const json: object = await answer.json();
    const under = { state: "queued", finishedAt: null, verdict: null, result: null, findings: [], waiting };
    await route.fulfill({ response: answer, json: { ...json, ...under } });
  });
  await tap("upload");
  await page.locator("#standardize:visible").waitFor();
  await stop("preview-sent");
  await tap("standardize");
  await page.locator("#working:visible").waitFor();
  await stop("standard-working");
  // What is under way ends first: it could not be answered any more.
  await page.unrouteAll({ behavior: "wait" });
  await page.locator("#verdict:visible").waitFor({ timeout: 180_000 });
  await stop("standard-refused");
  await tap("retake");
  await tap("take-photo");
  await give("from-album", goodPhoto(), "photo.jpg");
  await page.locator("#verdict:visible").waitFor();
  await stop("preview-checked");
  await uploadAndWait(phone);
  await stop("standard-ready");
  await page.getByRole("tab").last().click();
  await stop("standard-result");
  await tap("submit");
  await page.locator("#confirm-submit:visible").waitFor();
  await stop("submit");
  await page.goBack();
  await submit(phone);
  await page.locator("#take-back:visible").waitFor();
  await stop("review");
}

/** Others before it. */
const waiting = { before: 12, aboutS: 9 };
