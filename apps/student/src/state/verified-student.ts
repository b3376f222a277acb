/** The student whose last four characters were just verified, displayed once before the collection starts. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { platform } from "../platform/index.ts";

const key = "gradphoto-scene";

/** Target of the mini-program code or link that opened the app, stored on the device during sign-in. */
export const storeScene = (scene: string): void => platform.store.write(key, scene);

/** Returns it once; null where the app was opened without one. */
export function takeScene(): string | null {
  const scene = platform.store.read(key);
  if (scene !== null) platform.store.write(key, null);
  return scene;
}

let verified: RouteAnswer<"verifyCode"> | null = null;

/** null after a reload of the page: the last four are requested again. */
export const verifiedStudent = (readingId: string): RouteAnswer<"verifyCode"> | null =>
  verified?.readingId === readingId ? verified : null;

export const storeVerifiedStudent = (answer: RouteAnswer<"verifyCode">): void => {
  verified = answer;
};
