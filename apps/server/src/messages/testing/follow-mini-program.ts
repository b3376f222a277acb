/** Gives a student the WeChat identity of a new mini-program user. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { StudentWorld } from "../../collections/testing/student-world.ts";
import { accountIdentities } from "../../infra/db/schema/index.ts";
import type { Sandbox } from "../../testing/child-processes.ts";

const person = z.object({ id: z.string(), miniProgramOpenid: z.string() });

export async function followMiniProgram(
  { deps: { db, sealer, searchHash, clock } }: Pick<StudentWorld, "deps">,
  sandbox: Sandbox,
  accountId: string,
  withIdentity = true,
): Promise<{ readonly userId: string; readonly openid: string }> {
  const match = person.parse(await sandbox.control("POST", "/wechat/users", {}));
  const openid = match.miniProgramOpenid;
  if (!withIdentity) return { userId: match.id, openid };
  const id = randomUUID();
  await db.insert(accountIdentities).values({
    id,
    accountId,
    appid: sandbox.settings.wechat.miniProgram.appid,
    openid: sealer.seal(openid, { column: "account_identities.openid", rowId: id }),
    openidHash: searchHash("wechat-openid", openid),
    createdAt: clock(),
  });
  return { userId: match.id, openid };
}
