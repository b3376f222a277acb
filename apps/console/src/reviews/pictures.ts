/** Pictures of what is in hand, fetched and decoded while another is looked at, and the addresses under which own decisions show theirs. */
import type { RouteAnswer } from "@gradphoto/domain/client";

type Task = Pick<RouteAnswer<"readTask">, "taskId" | "attempt" | "pictures">;

const images = new Map<string, Promise<unknown>>();
let wanted: readonly Task[] = [];

/**
 * Keeps the pictures of these tasks and lets the others go. What is in front has the network for itself until its
 * pictures are here, then as many behind it; the rest is fetched as it comes nearer. `inFront`: one at the desk, with its
 * original; of a sheet the standard photos alone. Resolves when those in front are loaded, or cannot be.
 */
export async function fetchPictures(tasks: readonly Task[], inFront: number): Promise<void> {
  wanted = tasks;
  for (const id of images.keys()) if (!tasks.some(({ taskId }) => taskId === id)) images.delete(id);
  await Promise.all(tasks.slice(0, inFront).map((task) => load(task, inFront === 1)));
  for (const task of tasks.slice(inFront, 2 * inFront)) if (wanted.includes(task)) void load(task, inFront === 1);
}

function load({ taskId, attempt, pictures }: Task, withOriginal: boolean): Promise<unknown> {
  const { originalUrl, photoUrl } = pictures;
  const previous = images.get(taskId);
  if (previous) return previous;
  // Once it is decided, its own row shows it from here.
  if (photoUrl !== null) addressOf(attempt.attemptId, photoUrl);
  const decoded = Promise.allSettled(
    [photoUrl, withOriginal ? originalUrl : null].map((url) => {
      const image = new Image();
      if (url !== null) image.src = url;
      return url !== null && image.decode();
    }),
  );
  images.set(taskId, decoded);
  return decoded;
}

/** Addresses last five minutes. */
const addressMs = 4 * 60_000;
const addresses = new Map<string, { readonly url: string; readonly since: number }>();

/** Another address of the same picture would fetch it once more, and count as one more look. */
export function addressOf(attemptId: string, url: string): string {
  const previous = addresses.get(attemptId);
  if (previous && Date.now() - previous.since < addressMs) return previous.url;
  addresses.set(attemptId, { url, since: Date.now() });
  return url;
}
