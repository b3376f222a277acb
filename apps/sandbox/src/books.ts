/** Books of the sandbox: the state of all stand-ins, in memory and optionally in one JSON file. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { alipayBooks, openAlipayBooks } from "./alipay/alipay-books.ts";
import { chsiBooks, openChsiBooks } from "./chsi/chsi-books.ts";
import { faultSchema } from "./faults.ts";
import { openPayBooks, payBooks } from "./pay/pay-books.ts";
import { openRegistryBooks, registryBooks } from "./registry/registry-books.ts";
import { openWechatBooks, wechatBooks } from "./wechat/wechat-books.ts";

const sent = { id: z.string(), phone: z.string(), sentAt: z.string() };

/** Sent text messages: login codes and notices. Each reference of a notice occurs only once. */
const smsBooks = z.object({
  messages: z.array(z.object({ ...sent, code: z.string() })),
  notices: z.array(z.object({ ...sent, text: z.string(), reference: z.string() })),
});

const books = z.object({
  /** Offset that `POST /control/clock` has added to the sandbox's time. */
  clockOffsetMs: z.number(),
  faults: z.array(faultSchema),
  wechat: wechatBooks,
  sms: smsBooks,
  chsi: chsiBooks,
  pay: payBooks,
  alipay: alipayBooks,
  registry: registryBooks,
  /** Key of the webhooks' signatures; null until one is configured. */
  schoolSystem: z.object({ secret: z.string().nullable() }),
});

export type Books = z.infer<typeof books>;

const openBooks = (now: Date, randomBytes: (size: number) => Buffer): Books => ({
  clockOffsetMs: 0,
  faults: [],
  wechat: openWechatBooks(randomBytes),
  sms: { messages: [], notices: [] },
  chsi: openChsiBooks(now, randomBytes),
  pay: openPayBooks(),
  alipay: openAlipayBooks(),
  registry: openRegistryBooks(),
  schoolSystem: { secret: null },
});

/** Reads the books, or creates them if there is no file. Throws an Error with a remedy when the file contains no books. */
export function readBooks(
  file: string | undefined,
  now: Date,
  randomBytes: (size: number) => Buffer,
): Books {
  if (file === undefined || !existsSync(file)) return openBooks(now, randomBytes);
  try {
    return books.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(
      `${file} 不是沙箱的账本，请删除或换一个文件 / is not a book of the sandbox; delete it or name another file`,
      {
        cause,
      },
    );
  }
}

/** Writes a temporary file and renames it, so that a kill leaves the old or the new books, never a partial file. */
export function writeBooks(file: string, stored: Books): void {
  writeFileSync(`${file}.part`, JSON.stringify(stored), { mode: 0o600 });
  renameSync(`${file}.part`, file);
}
