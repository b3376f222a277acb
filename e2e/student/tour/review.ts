/** Rejected, then approved and completed. */
import { take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { chooseFromAlbum, inReviewersHand, submit, uploadAndWait } from "../walk.ts";
import type { Stop } from "./stop.ts";

interface ReviewTour {
  readonly collectionId: string;
  readonly stop: Stop;
}

export async function tourReview(
  phone: Phone,
  { reviewer }: Setting,
  { collectionId, stop }: ReviewTour,
): Promise<void> {
  const { page, tap } = phone;
  const params = { collectionId };
  await inReviewersHand(reviewer, collectionId);
  const body = { reasons: ["background" as const, "light-uneven" as const], words: "请靠近窗户，面向光线再拍一张" };
  await take(reviewer.call("rejectReview", { params, body }));
  await page.waitForURL(/pages\/rejected/);
  await page.locator("#retake:visible").waitFor();
  await stop("rejected");
  await tap("appeal");
  await stop("rejected-appeal");
  await page.keyboard.press("Escape");
  await tap("retake");
  await chooseFromAlbum(phone, goodPhoto());
  await uploadAndWait(phone);
  await submit(phone);
  await inReviewersHand(reviewer, collectionId);
  await take(reviewer.call("approveReview", { params }));
  await page.waitForURL(/pages\/completed/, { timeout: 120_000 });
  await page.locator("#download:visible").waitFor();
  await stop("completed");
  await tap("print-sheet");
  await stop("completed-print-sheet");
  await page.keyboard.press("Escape");
  await page.goto(`/pages/collection/index?collectionId=${collectionId}`);
  await page.locator("#go-on:visible").waitFor();
  await stop("collection-completed");
}
