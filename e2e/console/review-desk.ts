/** What the flows of the review desk share. */
import { take } from "../people/client.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Desk } from "./desk.ts";
import type { Setting } from "./flow.ts";
import { emptyQueue } from "./students.ts";

export type Student = Awaited<ReturnType<Setting["addInReview"]>>;

export const stateOf = async ({ client, collectionId }: Student): Promise<string> =>
  (await take(client.call("readCollection", { params: { collectionId } }))).state;

export const reaches = (student: Student, states: readonly string[]) =>
  waitUntil(
    "the decision",
    () => stateOf(student),
    (state) => states.includes(state),
  );

/** Keys decide from here on. */
export const ready = (desk: Desk): Promise<void> =>
  desk.see(/照片已完整显示，可以决定|Photo fully shown: you can decide/);

export async function openDesk(desk: Desk): Promise<void> {
  await desk.page.goto("/console/review");
  await desk.page.locator(".desk-frame img").nth(1).waitFor();
  await ready(desk);
}

const allPainted =
  "((images) => images.length > 0 && images.every((image) => image.complete && image.naturalWidth > 0))([...document.querySelectorAll('.desk-frame img[data-shown]')])";

/** Waits until the picture in front is painted, not only asked for; asked from outside, since the page's policy knows no eval. */
export const painted = ({ page }: Desk): Promise<boolean> =>
  waitUntil(
    "the photo in front",
    () => page.evaluate<boolean>(allPainted),
    (done) => done,
  );

/** The next one is painted, and keys decide on it. */
export async function inFront(desk: Desk): Promise<void> {
  await painted(desk);
  await ready(desk);
}

/** What was decided about the student's photos, undone or not. */
export async function decisionsOn({ clientOf }: Setting, { collectionId }: Student) {
  const senior = await clientOf("senior-reviewer");
  const { decisions } = await take(senior.call("listDecisions", { query: { limit: "50" } }));
  return decisions.filter((one) => one.collectionId === collectionId);
}

/** With one submission that waits, and no other. */
export async function openDeskWithOne(desk: Desk, setting: Setting): Promise<Student> {
  await emptyQueue(setting);
  const student = await setting.addInReview();
  await openDesk(desk);
  return student;
}

/** Where a photo may be once it is approved. */
export const missing = ["approved", "uploading", "completed"];
