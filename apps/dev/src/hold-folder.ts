/**
 * Lock that only one service at a time can hold on a data folder. The holder answers on a local port, which closes
 * when its process ends.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

export interface HeldFolder {
  /** Sets the URL that a second service reports when it finds the folder locked. */
  announce(url: string): void;
  release(): Promise<void>;
}

/**
 * Content of the lock file: port of the holder, and a token that distinguishes it from a later process on the same
 * port.
 */
const lockSchema = z.object({ port: z.number(), token: z.string() });
type Lock = z.output<typeof lockSchema>;
const holderSchema = z.object({ token: z.string(), url: z.string().nullable() });

const answerWithinMs = 2000;

/**
 * Creates the folder if it is missing and locks it. Throws an Error with a remedy when a running service holds the
 * lock.
 */
export async function holdFolder(folder: string): Promise<HeldFolder> {
  // Others may read this folder, unlike the database's folder in it. The latter belongs to another user when root
  // starts the service.
  mkdirSync(folder, { recursive: true });
  const token = randomUUID();
  let url: string | null = null;
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.end(JSON.stringify({ token, url }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const file = join(folder, "running.json");
  const own = `${file}.${token}`;
  const address = server.address();
  if (typeof address !== "object" || address === null)
    throw new Error("A server on a port has no address");
  writeFileSync(own, JSON.stringify({ port: address.port, token }));
  try {
    await claim(own, file, folder);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return {
    announce: (now) => {
      url = now;
    },
    release: async () => {
      if (readLock(file)?.token === token) rmSync(file);
      server.close();
    },
  };
}

/** Creates the lock file by a hard link. This is atomic: the file appears with its full content or not at all. */
async function claim(own: string, file: string, folder: string): Promise<void> {
  for (;;) {
    try {
      linkSync(own, file);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const inode = statSync(file, { throwIfNoEntry: false })?.ino;
    const holder = await readHolder(readLock(file));
    if (holder !== null) throw isRunning(folder, holder.url);
    if (inode !== undefined) removeStale(file, `${own}.left`, inode);
  }
}

/**
 * Removes a stale lock file. Compares the inode first, because another starting service may have replaced the file.
 */
function removeStale(file: string, aside: string, inode: number): void {
  try {
    renameSync(file, aside);
    if (statSync(aside).ino !== inode) linkSync(aside, file);
    rmSync(aside);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

function readLock(file: string): Lock | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Asks the holder for its URL; null without an answer or with an answer from another process. */
async function readHolder(lock: Lock | null): Promise<z.output<typeof holderSchema> | null> {
  if (lock === null) return null;
  const socket = connect({ port: lock.port, host: "127.0.0.1" });
  socket.setTimeout(answerWithinMs, () => socket.destroy(new Error("silent")));
  try {
    const holder = holderSchema.parse(JSON.parse(await text(socket)));
    return holder.token === lock.token ? holder : null;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

const isRunning = (folder: string, url: string | null): Error =>
  new Error(
    `这个数据文件夹已在使用（${folder}）：GradPhoto ${url === null ? "正在启动" : `已在 ${url} 运行`}。请用它，或换一个数据文件夹再启动 / This data folder is in use (${folder}): GradPhoto ${url === null ? "is just starting" : `is already running at ${url}`}. Use that one, or start with another folder: GRADPHOTO_DATA_FOLDER=${folder}-2`,
  );
