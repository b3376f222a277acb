/** `npm run rekey`: everything that was sealed or encrypted with an older key comes under the newest, which can then go, and what was plain is sealed. */
import { randomBytes } from "node:crypto";
import { freeWords } from "./core/free-words.ts";
import { systemClock } from "./infra/clock.ts";
import { openDatabase } from "./infra/db/database.ts";
import { isDatabaseAway } from "./infra/db/database-away.ts";
import { faultFields } from "./infra/log.ts";
import { encrypted } from "./infra/object-store/encrypted.ts";
import { createSealer } from "./infra/sealing/seal.ts";
import { type OnFault, type Rekeyed, rekeyColumn, sealedColumns } from "./rekey-columns.ts";
import { rekeyObjects } from "./rekey-objects.ts";
import { sealPlainWords } from "./rekey-words.ts";
import { databaseOf, readServiceConfig, type ServiceSecrets } from "./service-config.ts";

const usage = `用法 / Usage: npm run rekey -- [--encrypt-plain]
GRADPHOTO_SEAL_KEYS, GRADPHOTO_OBJECT_KEYS: 新密钥在前，旧密钥在后 / the new key first, the old ones behind it.
--encrypt-plain: 未加密的旧照片也加密 / also encrypts pictures from before encryption was switched on.`;

interface Says {
  readonly say: (words: string) => void;
  readonly warn: (words: string) => void;
}

/** The exit code: 0 when nothing is left under an older key. Safe to run again, and while the service runs. */
export async function runRekey(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  says: Says,
): Promise<number> {
  const { warn } = says;
  if (args.some((arg) => arg !== "--encrypt-plain")) {
    warn(usage);
    return 64;
  }
  let secrets: ServiceSecrets;
  try {
    secrets = readServiceConfig(env).secrets;
  } catch (error) {
    // In words of ours, and without the values.
    warn(error instanceof Error ? error.message : String(error));
    return 1;
  }
  try {
    return await rekey(secrets, args.includes("--encrypt-plain"), says);
  } catch (error) {
    warn(`没有做完，可以再运行一次 / not done, and may be run again: ${toldOf(error)}`);
    return 1;
  }
}

async function rekey(secrets: ServiceSecrets, takesPlain: boolean, { say, warn }: Says): Promise<number> {
  const { db, close } = openDatabase(databaseOf(secrets), { warn });
  try {
    const sealer = createSealer(secrets.sealKeys, randomBytes);
    const onFault = tellFaults(warn);
    let words = 0;
    for (const one of freeWords) words += await sealPlainWords(db, sealer, one);
    const columns: Record<string, Rekeyed> = {};
    for (const one of sealedColumns()) {
      const name = `${one.table}.${one.column}`;
      columns[name] = await rekeyColumn(db, sealer, secrets.sealKeys[0]?.id ?? "", one, onFault);
      warn(`${name}: ${columns[name].renewed}`);
    }
    const store = encrypted(secrets.objects, secrets.objectKeys, randomBytes);
    const objects = await rekeyObjects(
      { db, clock: systemClock, objects: store, takesPlain },
      { tell: (done) => warn(`objects: ${done}`), onFault },
    );
    const faults = Object.values(columns).reduce((sum, one) => sum + one.faults, objects.faults);
    const cells = Object.values(columns).reduce((sum, { renewed }) => sum + renewed, 0);
    say(JSON.stringify({ rekey: { words, cells, objects: objects.renewed, faults } }));
    return faults === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

/** The message of a query holds what was to be written: words of people, still in plain. */
const toldOf = (error: unknown): string =>
  JSON.stringify({ ...(isDatabaseAway(error) && { database: "away" }), ...faultFields(error) });

const faultsToTell = 20;

/** The first of them, each with its place: all of many are the same. */
function tellFaults(warn: (words: string) => void): OnFault {
  let told = 0;
  return (place, error) => {
    told += 1;
    if (told > faultsToTell) return;
    warn(`  没有换成 / not renewed: ${place}: ${toldOf(error)}`);
    if (told === faultsToTell) warn("  其余的不再列出 / the others are not listed");
  };
}
