/** Rejected, then approved and completed. */
import { z } from "zod";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { goodPhoto } from "../../people/photos.ts";
import { approve, reject } from "../../people/reviewer.ts";
import type { Setting } from "../flow.ts";
import type { Phone } from "../phone.ts";
import { chooseFromAlbum, inReviewersHand, submit, uploadAndWait } from "../walk.ts";
import type { Stop } from "./stop.ts";

const books = z.object({
  batches: z.array(
    z.object({ items: z.array(z.object({ studentNumber: z.string(), identity: z.string().nullable() })) }),
  ),
});

/** Of whoever waits for a person at the registry. */
async function acceptIdentities(world: OutsideWorld): Promise<void> {
  const { batches } = books.parse(await world.control("GET", "/registry/books"));
  for (const { studentNumber, identity } of batches.flatMap(({ items }) => items))
    if (identity !== null)
      await world.control("POST", "/registry/identity-decisions", { studentNumber, accepted: true });
}

interface ReviewTour {
  readonly collectionId: string;
  readonly stop: Stop;
}

export async function tourReview(
  phone: Phone,
  { reviewer, world }: Setting,
  { collectionId, stop }: ReviewTour,
): Promise<void> {
  const { page, tap } = phone;
  await inReviewersHand(reviewer, collectionId);
  await reject(reviewer, collectionId, ["background", "light-uneven"], "请靠近窗户，面向光线再拍一张");
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
  await world.control("POST", "/registry/identities", { outcome: "doubtful" });
  await approve(reviewer, collectionId);
  await page.waitForURL(/pages\/identity/, { timeout: 120_000 });
  await page.locator("#retake:visible").waitFor();
  await stop("identity");
  await page.getByRole("checkbox").filter({ visible: true }).click();
  await stop("identity-agreed");
  await phone.give("give-statement", goodPhoto(), "statement.jpg");
  await page
    .locator("#give-statement")
    .getByText(/更换|Replace/)
    .waitFor();
  await stop("identity-given");
  await acceptIdentities(world);
  await page.waitForURL(/pages\/completed/, { timeout: 150_000 });
  await page.locator("#download:visible").waitFor();
  await stop("completed");
  await tap("print-sheet");
  await stop("completed-print-sheet");
  await page.keyboard.press("Escape");
  await page.goto(`/pages/collection/index?collectionId=${collectionId}`);
  await page.locator("#go-on:visible").waitFor();
  await stop("collection-completed");
}
