/**
 * Lock on a data folder for one service at a time: its holder answers on a local port, which closes with its process.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";

export interface HeldFolder {
  /** Sets the URL that a second service reports. */
  announce(url: string): void;
  release(): Promise<void>;
}

/** Port of the holder, and the token that distinguishes it from a later process on the same port. */
const lockSchema = z.object({ port: z.number(), token: z.string() });
type Lock = z.output<typeof lockSchema>;
const holderSchema = z.object({ token: z.string(), url: z.string().nullable() });

const answerWithinMs = 2000;

/** Creates the folder if missing. Throws an Error that says what to do when a running service holds it. */
export async function holdFolder(folder: string): Promise<HeldFolder> {
  // Readable for others, unlike the database's folder in it: that belongs to another user when root starts the service.
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
  if (typeof address !== "object" || address === null) throw new Error("A server on a port has no address");
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

/** Creating a hard link is atomic: it succeeds or fails together with the content of the file. */
async function claim(own: string, file: string, folder: string): Promise<void> {
  for (;;) {
    try {
      linkSync(own, file);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const match = statSync(file, { throwIfNoEntry: false })?.ino;
    const holder = await readHolder(readLock(file));
    if (holder !== null) throw isRunning(folder, holder.url);
    if (match !== undefined) removeStale(file, `${own}.left`, match);
  }
}

/** Compares the inode: another starting service may have replaced the file since. */
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

/** null: no answer, or an answer from a foreign process. */
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
