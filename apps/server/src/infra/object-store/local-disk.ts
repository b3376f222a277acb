/** Objects in a folder of this machine. After a crash or power loss an object is complete or absent, never partial. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { adapter } from "../adapter.ts";
import {
  checkKey,
  isKey,
  type ObjectStore,
  ObjectStoreError,
  type OpenStore,
} from "./object-store.ts";

/** The file system calls whose order makes a put durable. */
export interface DiskCalls {
  readonly mkdir: typeof mkdir;
  readonly open: typeof open;
  readonly rename: typeof rename;
}

/** Suffix of an unfinished file, which no key has. Every put has its own key, so two never write the same file. */
const unfinished = ".part";

export function createLocalDisk(
  folder: string,
  disk: DiskCalls = { mkdir, open, rename },
): ObjectStore {
  const pathOf = (key: string): string => join(folder, checkKey(key));

  async function syncFolder(path: string): Promise<void> {
    const handle = await disk.open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** Creates a folder durably: its entry in the parent folder must be synced as well. */
  async function makeFolder(path: string): Promise<void> {
    const first = await disk.mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let made = path; made.length >= first.length; made = dirname(made))
      await syncFolder(dirname(made));
  }

  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      const temporary = `${path}${unfinished}`;
      try {
        await makeFolder(dirname(path));
        const handle = await disk.open(temporary, "w", 0o600);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await disk.rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        throw diskFault(error);
      }
      await syncFolder(dirname(path));
    },
    get: async (key) => orNull(readFile(pathOf(key))),
    head: async (key) => {
      const stats = await orNull(stat(pathOf(key)));
      return stats && { bytes: stats.size };
    },
    list: async function* (prefix) {
      const names = await orNull(
        readdir(join(folder, checkKey(prefix.replace(/\/$/, ""))), { recursive: true }),
      );
      const keys = (names ?? [])
        .map((name) => `${prefix}${name.replaceAll("\\", "/")}`)
        .filter(isKey)
        .sort();
      for (const key of keys) if ((await orNull(stat(pathOf(key))))?.isFile()) yield key;
    },
    delete: async (key) => {
      await rm(pathOf(key), { force: true });
      // A put whose process was killed may have left a file.
      await rm(`${pathOf(key)}${unfinished}`, { force: true });
    },
  };
}

async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw diskFault(error);
  }
}

/** Maps an error of the disk to an unavailable store, also for a missing or read-only mount. */
const diskFault = (cause: unknown): unknown =>
  cause instanceof Error && "syscall" in cause
    ? new ObjectStoreError("The folder of objects cannot be read or written", { cause })
    : cause;

export const localDisk = adapter({
  settings: {
    GRADPHOTO_OBJECTS: z.string().optional(),
    GRADPHOTO_DATA_FOLDER: z.string().default("data"),
  },
  development: () => ({}),
  open: (env): OpenStore => {
    const folder = env.GRADPHOTO_OBJECTS ?? join(env.GRADPHOTO_DATA_FOLDER, "objects");
    return { objects: createLocalDisk(folder), folder };
  },
});
