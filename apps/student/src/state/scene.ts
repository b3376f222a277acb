/** Target of the mini-program code or link that opened the app, stored on the device during sign-in. */
import { platform } from "../platform/index.ts";

const key = "gradphoto-scene";

export const keepScene = (scene: string): void => platform.store.write(key, scene);

/** Returns it once; null where the app was opened without one. */
export function takeScene(): string | null {
  const scene = platform.store.read(key);
  if (scene !== null) platform.store.write(key, null);
  return scene;
}
