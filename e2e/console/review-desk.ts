/** Steps that the flows of the review desk share. */
import { reviewerReasonCodes, reviewReasons } from "@gradphoto/domain";
import { take } from "../people/client.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Desk } from "./desk.ts";
import type { MadeStudent, Setting } from "./flow.ts";
import { emptyQueue } from "./students.ts";

export const queueIsEmpty = "目前没有等待审核的照片";

/** Waits until keys decide. */
export const ready = (desk: Desk): Promise<void> =>
  desk.see(/照片已完整显示，可以决定|Photo fully shown: you can decide/);

export async function openDesk(desk: Desk): Promise<void> {
  await desk.page.goto("/console/review");
  await desk.page.locator(".desk-frame img").nth(1).waitFor();
  await ready(desk);
}

const allPainted =
  "((images) => images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0))([...document.querySelectorAll('.desk-frame img[data-picture]')])";

/** Waits until the current photo is painted. Polls from outside, because the page's policy forbids eval. */
export const painted = ({ page }: Desk): Promise<boolean> =>
  waitUntil("the current photo", () => page.evaluate<boolean>(allPainted), Boolean);

/** Waits until the next photo is painted and keys decide on it. */
export async function inFront(desk: Desk): Promise<void> {
  await painted(desk);
  await ready(desk);
}

/** Opens the desk with one submission that waits, and no other. */
export async function openDeskWithOne(desk: Desk, setting: Setting): Promise<MadeStudent> {
  await emptyQueue(setting);
  const student = await setting.addInReview();
  await openDesk(desk);
  return student;
}

/** Opens the panel of reasons. */
export async function chooseReasons({ page }: Desk): Promise<void> {
  await page.keyboard.press("r");
  await page.locator(".desk-reasons").waitFor();
}

/** Reads all decisions on the student's photos, including undone ones. */
export async function decisionsOn({ clientOf }: Setting, { collectionId }: ShootingStudent) {
  const senior = await clientOf("senior-reviewer");
  const { decisions } = await take(senior.call("listDecisions", { query: { limit: "50" } }));
  return decisions.filter((one) => one.collectionId === collectionId);
}

/** Reads reasons and note of the only decision on the student's photo, once it is saved. */
export async function rejectionOf(setting: Setting, student: ShootingStudent) {
  const [made] = await waitUntil(
    "the decision",
    () => decisionsOn(setting, student),
    ({ length }) => length === 1,
  );
  const labels = made?.reasons.map(({ zh }) => zh) ?? [];
  const reasons = reviewerReasonCodes.filter((code) =>
    labels.includes(reviewReasons[code].label.zh),
  );
  return { reasons, words: made?.words };
}
