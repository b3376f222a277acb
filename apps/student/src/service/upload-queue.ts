/**
 * Queue of on-site photos on this phone until each has arrived and was judged: in order, one at a time, surviving
 * reloads and lost connections. Of a student it stores only a masked name and the session for a retake.
 */
import type { Bilingual } from "@gradphoto/domain";
import type { Answer, Problem, RouteAnswer } from "@gradphoto/domain/client";
import type { Picture, Platform, Shelf } from "../platform/index.ts";
import { newActKey } from "./act-key.ts";

/**
 * `waiting` for its turn or the connection, `judging`: it arrived; `refused`: must be retaken; `ended`: cannot be
 * retaken.
 */
type Stage = "waiting" | "judging" | "good" | "refused" | "ended";

/** The student on the photo, and the expiry of their session. */
export interface SiteStudent {
  readonly token: string;
  readonly nameMasked: string;
  /** ISO instant. */
  readonly expiresAt: string;
}

export interface SitePhoto extends SiteStudent {
  /** Also the idempotency key of its upload. */
  readonly id: string;
  readonly stage: Stage;
  /** What to improve, or why it failed; null for no message. */
  readonly words: Bilingual | null;
}

export interface UploadQueueDeps {
  readonly store: Pick<Platform["store"], "read" | "write">;
  readonly shelf: Shelf;
  readonly send: (photo: SitePhoto, picture: Picture) => Promise<Answer<"helperUpload">>;
  readonly readStatus: (photo: SitePhoto) => Promise<Answer<"helperStatus">>;
  readonly nowMs: () => number;
  /** Called whenever the result of `photos` changes. */
  readonly changed: () => void;
}

const storeKey = "gradphoto-site-photos";
const retryMs = 2000;
const busyMs = 5000;
const longestPauseMs = 60_000;
/**
 * Time after a session's end, by this phone's clock: a waiting photo is discarded then, and listed for the same time
 * again.
 */
const abandonAfterMs = 86_400_000;
/** Good photos are listed only for a while, and not after a reload. */
const maxGoodPhotos = 5;
const lost: Bilingual = {
  zh: "照片没有保存在手机里，请重新拍摄。",
  en: "The phone did not keep this photo. Please take it again.",
};

const late: Bilingual = {
  zh: "一直没有网络，照片没能在期限内上传。",
  en: "There was no network in time, so this photo could not be sent.",
};

/** Problems that do not concern the photo: the same upload works later. */
const passing: readonly string[] = [
  "answer-unreadable",
  "upload-incomplete",
  "upload-too-slow",
  "idempotency-in-progress",
];
const isPassing = ({ code, status }: Problem): boolean =>
  status === 0 || status === 429 || status >= 500 || passing.includes(code);
/** Of these, the ones that affect every photo. */
const isLineDown = ({ status }: Problem): boolean =>
  status === 0 || status === 429 || status === 503;
/** The previous photo is still being judged. */
const isBusy = ({ code }: Problem): boolean =>
  code === "move-not-allowed" || code === "moved-meanwhile";
const isEnded = ({ code, status }: Problem): boolean =>
  status === 401 || code === "helper-link-ended";

export type UploadQueue = ReturnType<typeof openUploadQueue>;

export function openUploadQueue({
  store,
  shelf,
  send,
  readStatus,
  nowMs,
  changed,
}: UploadQueueDeps) {
  const earliestMs = new Map<string, number>();
  /** Failures per photo: another goes first, so that none blocks the rest. */
  const failed = new Map<string, number>();
  let good: readonly SitePhoto[] = [];
  let failures = 0;
  let lineBackMs = 0;
  let sendingId: string | null = null;

  /** Always read from the store: another open page of this phone writes there as well. */
  const readQueue = (): readonly SitePhoto[] => readPhotos(store.read(storeKey));
  function write(photos: readonly SitePhoto[]): void {
    store.write(storeKey, photos.length === 0 ? null : JSON.stringify(photos));
    changed();
  }
  const put = (photo: SitePhoto): void =>
    write(readQueue().map((one) => (one.id === photo.id ? photo : one)));

  async function forget(id: string): Promise<void> {
    earliestMs.delete(id);
    failed.delete(id);
    good = good.filter((one) => one.id !== id);
    write(readQueue().filter((one) => one.id !== id));
    await shelf.drop(id);
  }

  /**
   * `again`: the refused photo that it replaces. Resolves to false where the photo lasts only while the page is open.
   */
  async function add(
    student: SiteStudent,
    picture: Picture,
    repeated: SitePhoto | null = null,
  ): Promise<boolean> {
    const { token, nameMasked, expiresAt } = student;
    const id = newActKey();
    const isStored = await shelf.put(id, picture);
    write([...readQueue(), { id, token, nameMasked, expiresAt, stage: "waiting", words: null }]);
    if (repeated) await forget(repeated.id);
    return isStored;
  }

  async function end(
    photo: SitePhoto,
    stage: "refused" | "ended",
    words: Bilingual,
  ): Promise<void> {
    put({ ...photo, stage, words });
    await shelf.drop(photo.id);
  }

  async function succeed(photo: SitePhoto): Promise<void> {
    await forget(photo.id);
    good = [{ ...photo, token: "", stage: "good", words: null } as const, ...good].slice(
      0,
      maxGoodPhotos,
    );
    changed();
  }

  const pauseMs = (times: number): number => Math.min(1000 * 2 ** times, longestPauseMs);

  function later({ id }: SitePhoto): void {
    const times = failed.get(id) ?? 0;
    failed.set(id, times + 1);
    earliestMs.set(id, nowMs() + pauseMs(times));
  }

  async function applyStatus(photo: SitePhoto, status: RouteAnswer<"helperStatus">): Promise<void> {
    if (status.state === "made") await succeed(photo);
    else if (status.state === "refused" || status.state === "failed") {
      await end(photo, "refused", status.advice[0] ?? status.label);
    } else {
      // The service has received nothing: the photo is sent again under the same key.
      const stage = status.state === "waiting" ? "waiting" : "judging";
      put({ ...photo, stage, words: null });
      earliestMs.set(photo.id, nowMs() + retryMs);
    }
  }

  /** Resolves to false when the connection is down, and the others need not be tried. */
  async function take(
    photo: SitePhoto,
    answer: Answer<"helperUpload" | "helperStatus">,
  ): Promise<boolean> {
    if (answer.ok) {
      failures = 0;
      await applyStatus(photo, answer.value);
      return true;
    }
    const { problem } = answer;
    if (isPassing(problem)) {
      later(photo);
      if (!isLineDown(problem)) return true;
      lineBackMs = nowMs() + pauseMs(failures);
      failures += 1;
      return false;
    }
    if (isBusy(problem)) {
      put({ ...photo, words: problem.words });
      earliestMs.set(photo.id, nowMs() + busyMs);
      // It arrived, and its student has submitted a photo since.
    } else if (photo.stage === "judging" && isEnded(problem)) await succeed(photo);
    else await end(photo, isEnded(problem) ? "ended" : "refused", problem.words);
    return true;
  }

  async function upload(photo: SitePhoto): Promise<void> {
    try {
      await shelf.lend(photo.id, async (picture) => {
        if (picture === null) return end(photo, "refused", lost);
        sendingId = photo.id;
        changed();
        await take(photo, await send(photo, picture));
      });
    } catch {
      // A file that cannot be read now may be readable later.
      later(photo);
    } finally {
      sendingId = null;
      changed();
    }
  }

  const dueMs = ({ id }: SitePhoto): number => Math.max(earliestMs.get(id) ?? 0, lineBackMs);
  const isDue = (photo: SitePhoto): boolean => dueMs(photo) <= nowMs();

  /** Does the work that is due. Resolves to the delay until the next step; null: nothing is left. */
  async function step(): Promise<number | null> {
    // Only an estimate: the service decides whether a session has ended, since this phone's clock may be wrong.
    const isPast = ({ expiresAt }: SitePhoto, ms: number): boolean =>
      !(Date.parse(expiresAt) + ms > nowMs());
    for (const photo of readQueue()) {
      if (isPast(photo, 2 * abandonAfterMs)) await forget(photo.id);
      else if (photo.stage === "waiting" && isPast(photo, abandonAfterMs))
        await end(photo, "ended", late);
    }
    for (const photo of readQueue().filter(({ stage }) => stage === "judging")) {
      if (isDue(photo) && !(await take(photo, await readStatus(photo)))) break;
    }
    const [next] = readQueue()
      .filter((photo) => photo.stage === "waiting" && isDue(photo))
      .sort((one, other) => (failed.get(one.id) ?? 0) - (failed.get(other.id) ?? 0));
    if (next) await upload(next);
    const open = readQueue().filter(({ stage }) => stage === "waiting" || stage === "judging");
    return open.length === 0 ? null : Math.max(0, Math.min(...open.map(dueMs)) - nowMs());
  }

  return {
    add,
    forget,
    step,
    /** The connection may be back: skips the remaining pause. */
    tryNow: (): void => {
      lineBackMs = 0;
      earliestMs.clear();
    },
    photos: (): readonly (SitePhoto & { readonly isSending: boolean })[] =>
      [...readQueue(), ...good].map((photo) => ({ ...photo, isSending: photo.id === sendingId })),
  };
}

const stages: readonly unknown[] = ["waiting", "judging", "refused", "ended"];

/** Stored data may be outdated or damaged: only valid entries count. */
function readPhotos(text: string | null): readonly SitePhoto[] {
  try {
    const match: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(match) ? match.filter(isPhoto) : [];
  } catch {
    return [];
  }
}

function isPhoto(stored: unknown): stored is SitePhoto {
  if (typeof stored !== "object" || stored === null) return false;
  const { id, token, nameMasked, expiresAt, stage } = {
    id: 0,
    token: 0,
    nameMasked: 0,
    expiresAt: 0,
    stage: 0,
    ...stored,
  };
  return (
    [id, token, nameMasked, expiresAt].every((text) => typeof text === "string") &&
    stages.includes(stage)
  );
}
