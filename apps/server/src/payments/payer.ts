/** Who pays, as WeChat Pay knows them: the app of the channel and, inside WeChat, the payer's openid in it. */
import type { PayChannel } from "@gradphoto/domain";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { accountIdentities, sessions } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";

export interface Payer {
  readonly channel: PayChannel;
  readonly appid: string;
  readonly openid: string | null;
}

interface Paying {
  readonly accountId: string;
  readonly channel: PayChannel;
  readonly tokenSha256: string | null;
}

/** Of several WeChat people behind one account, who gave the same phone, the one whose session it is pays. */
export async function payerFor(
  { db, sealer, appids }: Pick<PaymentDeps, "db" | "sealer" | "appids">,
  { accountId, channel, tokenSha256 }: Paying,
): Promise<Payer | Refusal<"payment-needs-wechat">> {
  const appid = channel === "mini-program" ? appids.miniProgram : appids.officialAccount;
  if (channel === "h5" || channel === "native") return { channel, appid, openid: null };
  const [identity] = await db
    .select({ id: accountIdentities.id, openid: accountIdentities.openid })
    .from(accountIdentities)
    .leftJoin(sessions, and(eq(sessions.identityId, accountIdentities.id), eq(sessions.tokenSha256, tokenSha256 ?? "")))
    .where(and(eq(accountIdentities.accountId, accountId), eq(accountIdentities.appid, appid)))
    .orderBy(sql`${sessions.tokenSha256} is null`, desc(accountIdentities.createdAt))
    .limit(1);
  if (!identity) return refuse("payment-needs-wechat", {});
  const place = { column: "account_identities.openid", rowId: identity.id };
  return { channel, appid, openid: sealer.open(identity.openid, place) };
}
