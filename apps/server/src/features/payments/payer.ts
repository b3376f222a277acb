/** Who pays, as WeChat Pay knows them: the app of the channel and, inside WeChat, the payer's openid in it. */
import type { PayChannel } from "@gradphoto/contract";
import { and, eq } from "drizzle-orm";
import { type Refusal, refuse } from "../../infra/call.ts";
import { accountIdentities } from "../../infra/db/schema/index.ts";
import type { PaymentNeeds } from "./needs.ts";

export interface Payer {
  readonly channel: PayChannel;
  readonly appid: string;
  readonly openid: string | null;
}

interface Paying {
  readonly accountId: string;
  readonly channel: PayChannel;
}

export async function payerFor(
  { db, sealer, appids }: Pick<PaymentNeeds, "db" | "sealer" | "appids">,
  { accountId, channel }: Paying,
): Promise<Payer | Refusal<"payment-needs-wechat">> {
  const appid = channel === "mini-program" ? appids.miniProgram : appids.officialAccount;
  if (channel === "h5" || channel === "native") return { channel, appid, openid: null };
  const [identity] = await db
    .select({ id: accountIdentities.id, openid: accountIdentities.openid })
    .from(accountIdentities)
    .where(and(eq(accountIdentities.accountId, accountId), eq(accountIdentities.appid, appid)));
  if (!identity) return refuse("payment-needs-wechat", {});
  const place = { column: "account_identities.openid", rowId: identity.id };
  return { channel, appid, openid: sealer.open(identity.openid, place) };
}
