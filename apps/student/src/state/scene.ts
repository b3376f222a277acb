/** What the mini-program code or link that opened the app leads to, kept on the device while the student signs in. */
import { platform } from "../platform/index.ts";

const key = "gradphoto-scene";

export const keepScene = (scene: string): void => platform.store.write(key, scene);

/** Once; null where the app was opened without. */
export function takeScene(): string | null {
  const scene = platform.store.read(key);
  if (scene !== null) platform.store.write(key, null);
  return scene;
}
