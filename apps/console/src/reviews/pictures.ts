/**
 * Prefetches and decodes the pictures of tasks in hand, and caches the addresses of pictures for the list of own
 * decisions.
 */
import type { RouteAnswer } from "@gradphoto/domain/client";

type Task = Pick<RouteAnswer<"readTask">, "taskId" | "attempt" | "pictures">;

const images = new Map<string, Promise<unknown>>();
let wanted: readonly Task[] = [];

/**
 * Keeps the pictures of these tasks and releases the others. The front tasks have the network for themselves until
 * their pictures are loaded, then as many of the next; the rest loads later. `inFront`: 1 at the desk, with its
 * original; on a sheet only standard photos. Resolves when those in front are loaded or have failed.
 */
export async function fetchPictures(tasks: readonly Task[], inFront: number): Promise<void> {
  wanted = tasks;
  for (const id of images.keys()) if (!tasks.some(({ taskId }) => taskId === id)) images.delete(id);
  await Promise.all(tasks.slice(0, inFront).map((task) => load(task, inFront === 1)));
  for (const task of tasks.slice(inFront, 2 * inFront))
    if (wanted.includes(task)) void load(task, inFront === 1);
}

function load({ taskId, attempt, pictures }: Task, withOriginal: boolean): Promise<unknown> {
  const { originalUrl, photoUrl } = pictures;
  const previous = images.get(taskId);
  if (previous) return previous;
  // Once the task is decided, its row among own decisions uses this address.
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

/** Reuses one address per picture: another one would fetch it again and record another view. */
export function addressOf(attemptId: string, url: string): string {
  const previous = addresses.get(attemptId);
  if (previous && Date.now() - previous.since < addressMs) return previous.url;
  addresses.set(attemptId, { url, since: Date.now() });
  return url;
}
