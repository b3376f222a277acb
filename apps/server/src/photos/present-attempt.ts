/** An attempt as its student and customer service see it. */
import {
  attemptStates,
  displayedPhotoOf,
  isMakingStep,
  type MakingStep,
  type Report,
  roles,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { sql } from "drizzle-orm";
import type { Database } from "../infra/db/database.ts";
import type { Notifications } from "../infra/db/notifications.ts";
import type { attempts } from "../infra/db/schema/index.ts";
import type { PictureLinks, PicturePurpose } from "../infra/picture-links.ts";
import type { QueuePlace } from "./photo-queue.ts";

const channel = "making_step";

/** Reports the current step of a photo. The worker broadcasts it to current listeners; it is never stored. */
export function reportStep(db: Database, attemptId: string, step: MakingStep): void {
  // If a notification is lost, only one step of the displayed progress is missing.
  db.execute(sql`select pg_notify(${channel}, ${`${attemptId} ${step}`})`).catch(() => {});
}

/** Subscribes to the steps. Returns a function that stops listening. */
export const subscribeToSteps = (
  notifications: Notifications,
  listener: (attemptId: string, step: MakingStep) => void,
): (() => void) =>
  notifications.subscribe(channel, (payload) => {
    const [attemptId = "", step = ""] = payload.split(" ");
    if (isMakingStep(step)) listener(attemptId, step);
  });

export type AttemptRow = typeof attempts.$inferSelect;

export function statusOfAttempt({
  id,
  number,
  state,
}: Pick<AttemptRow, "id" | "number" | "state">) {
  const { zh, en, tone } = attemptStates[state];
  return { attemptId: id, number, state, label: { zh, en }, tone };
}

export const presentSummary = (
  row: Omit<AttemptRow, "report">,
  submittedAttemptId: string | null,
): RouteAnswer<"listAttempts">["attempts"][number] => {
  const { zh, en } = roles[row.byRole];
  return {
    ...statusOfAttempt(row),
    source: row.source,
    byLabel: { zh, en },
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    verdict: row.verdict,
    submitted: row.id === submittedAttemptId,
    deleted: row.picturesDeletedAt !== null,
  };
};

interface AroundAttempt {
  /** The complete report. */
  readonly report: Report | null;
  readonly submittedAttemptId: string | null;
  /** Its position in the queue while it waits. */
  readonly waiting: QueuePlace | null;
  readonly links: PictureLinks;
  /** `own` for the student. Views by staff are recorded under their own purpose. */
  readonly purpose: PicturePurpose;
  /** Session that may open the pictures. */
  readonly tokenSha256: string;
}

const noPhotoYet = { sourceSize: null, resultSize: null, crop: null };

export const presentAttempt = (
  row: AttemptRow,
  { report, submittedAttemptId, waiting, links, purpose, tokenSha256 }: AroundAttempt,
): RouteAnswer<"readAttempt"> => {
  const visible = row.picturesDeletedAt === null;
  const link = (picture: "original" | "photo") =>
    links.sign({ attemptId: row.id, picture, purpose, tokenSha256 });
  return {
    ...presentSummary(row, submittedAttemptId),
    waiting,
    findings: report?.findings ?? [],
    ...(report ? displayedPhotoOf(report) : noPhotoYet),
    geometry: report?.geometry ? { ...report.geometry } : null,
    original: visible ? link("original") : null,
    result: visible && row.photoKey !== null ? link("photo") : null,
  };
};
