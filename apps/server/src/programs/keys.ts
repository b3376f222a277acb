/** `gradphoto keys`: generates every missing key of an installation, each in a file that only its owner can read. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileOf, generatedKeys } from "../settings/secret-files.ts";
import { type Output, terminal } from "./define-command.ts";

const usage = `用法 / usage: gradphoto keys [--alipay] <folder>
             gradphoto keys --one

在文件夹里写下每一把还没有的密钥，已有的不动；--alipay 另写支付宝应用的密钥对；--one 只显示一把新的密钥，更换时用。
Writes each key that is not in the folder yet and leaves the others as they are; --alipay adds the key pair of the Alipay app.
--one shows one new key, for a change of keys.`;

const newKey = (): string => randomBytes(32).toString("base64");

function contents(withAlipay: boolean): Readonly<Record<string, string>> {
  const keys = Object.entries(generatedKeys).map(([setting, { ring }]) => [
    fileOf(setting),
    ring === null ? newKey() : `${ring}:${newKey()}`,
  ]);
  // WeChat Pay requires 32 letters and digits.
  const all = {
    ...Object.fromEntries(keys),
    "wechat-pay-api-v3-key": randomBytes(16).toString("hex"),
  };
  return withAlipay ? { ...all, ...alipayPair() } : all;
}

function alipayPair(): Readonly<Record<string, string>> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 3072,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return { "alipay-private-key": privateKey.trim(), "alipay-app-public-key": publicKey.trim() };
}

/** Writes a new file. Returns false when it exists already; it is not overwritten. */
function writeNew(file: string, text: string): boolean {
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function makeKeys(folder: string, withAlipay: boolean, { print, warn }: Output): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made: string[] = [];
  const left: string[] = [];
  for (const [name, text] of Object.entries(contents(withAlipay)))
    (writeNew(join(folder, name), text) ? made : left).push(name);
  if (left.length > 0) warn(`已有，没有动 / there already, left as they are: ${left.join(" ")}`);
  if (made.length === 0) return;
  print(`已生成 / made: ${made.join(" ")}`);
  const handed = Object.entries(receivers).filter(([name]) => made.includes(name));
  for (const [name, to] of handed) print(`  ${name} → ${to}`);
  print(
    "现在抄到保险的地方，与备份分开放：seal-keys、search-key、object-keys 丢了，数据再也读不出 / Copy them to a safe place now, apart from the backups: without seal-keys, search-key and object-keys nothing can be read again",
  );
}

/** Keys that must also be handed to an external party, with the receiver. */
const receivers: Readonly<Record<string, string>> = {
  "issuer-key": "交给学信网 / for CHSI",
  "issuer-last-four-key": "交给学信网 / for CHSI",
  "registry-key": "交给学信网 / for CHSI",
  "sms-key": "交给短信网关 / for the SMS gateway",
  "wechat-pay-api-v3-key":
    "填入微信支付商户平台的 APIv3 密钥 / to be entered at WeChat Pay as the APIv3 key",
  "alipay-app-public-key":
    "填入支付宝开放平台的应用公钥 / to be entered at Alipay as the app's public key",
};

/** Runs the command and returns the exit code. */
export function runKeys(args: readonly string[], printer: Output): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { one: { type: "boolean" }, alipay: { type: "boolean" } },
      allowPositionals: true,
    });
    const [folder, ...more] = positionals;
    if (values.one && folder === undefined && !values.alipay) printer.print(newKey());
    else if (folder === undefined || values.one || more.length > 0) throw new Error(usage);
    else makeKeys(folder, values.alipay ?? false, printer);
    return 0;
  } catch (error) {
    printer.warn(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

if (import.meta.main) process.exit(runKeys(process.argv.slice(2), terminal));
