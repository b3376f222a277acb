/** Part of the tour from the rules to the finished photo. */
import { z } from "zod";
import type { OutsideWorld } from "../../people/outside-world.ts";
import { badPhoto, goodPhoto } from "../../people/photos.ts";
import { approve, reject } from "../../people/reviewer.ts";
import { hastenRegistry } from "../../product/product-database.ts";
import type { Setting } from "../open-setting.ts";
import type { Phone } from "../phone.ts";
import { chooseFromAlbum, inReviewersHand, pathOf, submit, uploadAndWait } from "../walk.ts";

/** Called at each state. `reopen` opens the current sheet again after it was closed. */
export type Look = (name: string, reopen?: () => Promise<void>) => Promise<void>;

export interface Tour {
  /** Waits until the selector is visible and the page is at rest, then looks. */
  readonly stop: (name: string, selector: string) => Promise<void>;
  /** Opens a sheet, looks at it and closes it. */
  readonly sheet: (name: string, open: () => Promise<void>, selector?: string) => Promise<void>;
}

/** Position in the queue that the page displays while a photo waits. */
const waiting = { aheadCount: 12, aboutS: 9 };

/** Visits rules, camera, preview, and the standard photo: in progress, refused and ready. */
export async function tourPhotos(
  phone: Phone,
  { stop, sheet }: Tour,
  collectionId: string,
): Promise<void> {
  const { page, tap } = phone;
  await page.goto(pathOf("rules", { collectionId }));
  await stop("rules", "#take-photo");
  await sheet("rules-choose", () => tap("take-photo"));
  await tap("take-photo");
  await tap("from-camera");
  await stop("capture", "#shoot:enabled");
  await stop("capture-guided", ".guided__say--change");
  await page.goBack();
  await chooseFromAlbum(phone, badPhoto());
  await stop("preview", "#upload");
  await stop("preview-refused", "#verdict");
  await page.route(/\/attempts\/[0-9a-f-]+$/, async (route) => {
    const response = await route.fetch();
    const json: object = await response.json();
    const unfinished = {
      state: "queued",
      finishedAt: null,
      verdict: null,
      result: null,
      findings: [],
      waiting,
    };
    await route.fulfill({ response, json: { ...json, ...unfinished } });
  });
  await tap("upload");
  await stop("preview-sent", "#standardize");
  await tap("standardize");
  await stop("standard-working", "#working");
  await page.unrouteAll({ behavior: "wait" });
  await stop("standard-refused", "#verdict");
  await chooseFromAlbum(phone, goodPhoto(), "retake");
  await stop("preview-checked", "#verdict");
  await uploadAndWait(phone);
  await stop("standard-ready", "#submit");
  await page.getByRole("tab").last().click();
  await stop("standard-result", "#submit");
  await tap("submit");
  await stop("submit", "#confirm-submit");
  await page.goBack();
  await submit(phone);
  await stop("review", "#take-back");
}

const books = z.object({
  batches: z.array(
    z.object({
      items: z.array(z.object({ studentNumber: z.string(), identity: z.string().nullable() })),
    }),
  ),
});

/** Accepts each student who waits for a person at the registry. */
async function acceptIdentities(world: OutsideWorld): Promise<void> {
  const { batches } = books.parse(await world.control("GET", "/registry/books"));
  for (const { studentNumber, identity } of batches.flatMap(({ items }) => items))
    if (identity !== null)
      await world.control("POST", "/registry/identity-decisions", {
        studentNumber,
        accepted: true,
      });
}

/** Visits rejection, identity check and completion. */
export async function tourReview(
  phone: Phone,
  { reviewer, world, product }: Setting,
  { stop, sheet, collectionId }: Tour & { readonly collectionId: string },
): Promise<void> {
  const { page, tap } = phone;
  await inReviewersHand(reviewer, collectionId);
  await reject(
    reviewer,
    collectionId,
    ["background", "light-uneven"],
    "请靠近窗户，面向光线再拍一张",
  );
  await page.waitForURL(/pages\/rejected/);
  await stop("rejected", "#retake");
  await sheet("rejected-appeal", () => tap("appeal"));
  await chooseFromAlbum(phone, goodPhoto(), "retake");
  await uploadAndWait(phone);
  await submit(phone);
  await inReviewersHand(reviewer, collectionId);
  await world.control("POST", "/registry/identities", { outcome: "doubtful" });
  await approve(reviewer, collectionId);
  await hastenRegistry(product);
  await page.waitForURL(/pages\/identity/, { timeout: 120_000 });
  await stop("identity", "#retake");
  await page.getByRole("checkbox").filter({ visible: true }).click();
  await stop("identity-agreed", "#retake");
  await phone.give("give-statement", goodPhoto(), "statement.jpg");
  await stop("identity-submitted", "#give-statement >> text=/更换|Replace/");
  await acceptIdentities(world);
  await hastenRegistry(product);
  await page.waitForURL(/pages\/completed/, { timeout: 150_000 });
  await stop("completed", "#download");
  await sheet("completed-print-sheet", () => tap("print-sheet"));
  await page.goto(pathOf("collection", { collectionId }));
  await stop("collection-completed", "#go-on");
}
