/** Sign-in by WeChat. The unionid finds an account that was created through another app of the service. */
import { and, eq, isNull } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { type Refusal, refuse, studentActor } from "../core/call.ts";
import { inTransaction } from "../infra/db/database.ts";
import { accountIdentities } from "../infra/db/schema/index.ts";
import type { WechatAnswer, WechatPerson, WechatRefusal } from "../infra/wechat/wechat.ts";
import { lockByHash, makeAccount, showAccount, storeAccount } from "./account-rows.ts";
import type { AccountDeps, WorkDeps } from "./deps.ts";
import { openSession } from "./sessions.ts";

const wechatRefusals = {
  "code-used": "wechat-code-used",
  refused: "wechat-refused",
  unavailable: "wechat-unavailable",
} as const satisfies Readonly<Record<WechatRefusal, string>>;

export const refuseForWechat = (refusal: WechatRefusal): Refusal =>
  refuse(wechatRefusals[refusal], {});

/** Signs a person in. `person` is WeChat's answer for the code. */
export async function signInWithWechat(
  deps: AccountDeps,
  person: WechatAnswer<WechatPerson>,
  device: string | null,
) {
  if (!person.ok) return refuseForWechat(person.refusal);
  const { db, clock, sealer } = deps;
  return inTransaction(db, async (tx) => {
    const work = { ...deps, tx };
    const { accountId, identityId, made } = await findOrMake(work, person.value);
    await storeAccount(tx, accountId, clock());
    const { token, expiresAt } = await openSession(work, accountId, identityId, device);
    const account = await showAccount(tx, sealer, accountId);
    await appendAudit(
      tx,
      clock,
      studentActor(accountId),
      made ? "account-made" : "signed-in",
      `account:${accountId}`,
      {
        by: "wechat",
        appid: person.value.appid,
      },
    );
    return { token, expiresAt: expiresAt.toISOString(), account };
  });
}

async function findOrMake(deps: WorkDeps, { appid, openid, unionid }: WechatPerson) {
  const { tx, clock, ids, sealer, searchHash } = deps;
  const openidHash = searchHash("wechat-openid", openid);
  const unionidHash = unionid === null ? null : searchHash("wechat-unionid", unionid);
  await lockByHash(tx, unionidHash === null ? [openidHash] : [openidHash, unionidHash]);
  const sealedUnionid = (rowId: string) =>
    unionid === null ? null : sealer.seal(unionid, { column: "account_identities.unionid", rowId });

  const whereThisIdentity = and(
    eq(accountIdentities.appid, appid),
    eq(accountIdentities.openidHash, openidHash),
  );
  const [identity] = await tx.select().from(accountIdentities).where(whereThisIdentity);
  if (identity) {
    if (unionidHash !== null) {
      await tx
        .update(accountIdentities)
        .set({ unionid: sealedUnionid(identity.id), unionidHash })
        .where(and(whereThisIdentity, isNull(accountIdentities.unionidHash)));
    }
    return { accountId: identity.accountId, identityId: identity.id, made: false };
  }
  const accountOfUnion = async (): Promise<string | null> => {
    if (unionidHash === null) return null;
    const byUnion = eq(accountIdentities.unionidHash, unionidHash);
    const [other] = await tx
      .select()
      .from(accountIdentities)
      .where(byUnion)
      .orderBy(accountIdentities.createdAt);
    return other?.accountId ?? null;
  };
  const joined = await accountOfUnion();
  const accountId = joined ?? (await makeAccount(deps));
  const id = ids();
  await tx.insert(accountIdentities).values({
    id,
    accountId,
    appid,
    openid: sealer.seal(openid, { column: "account_identities.openid", rowId: id }),
    openidHash,
    unionid: sealedUnionid(id),
    unionidHash,
    createdAt: clock(),
  });
  return { accountId, identityId: id, made: joined === null };
}
