/** App under which an order is paid, and the payer's id in that app where the provider requires it. */
import { type PayChannel, type PayProviderId, payProviders } from "@gradphoto/domain";
import { and, desc, eq, sql } from "drizzle-orm";
import { type Refusal, refuse } from "../core/call.ts";
import { accountIdentities, sessions } from "../infra/db/schema/index.ts";
import type { PaymentDeps } from "./deps.ts";

export interface Payer {
  readonly appid: string;
  readonly payerId: string | null;
}

interface Paying {
  readonly accountId: string;
  readonly channel: PayChannel;
  readonly provider: PayProviderId;
  readonly tokenSha256: string | null;
}

/** When several WeChat users share an account through the same phone number, the one of the session pays. */
export async function payerFor(
  { db, sealer, providerOf }: Pick<PaymentDeps, "db" | "sealer" | "providerOf">,
  { accountId, channel, provider, tokenSha256 }: Paying,
): Promise<Payer | Refusal<"payment-provider-not-offered" | "payment-needs-wechat">> {
  const app = providerOf(provider).appOf(channel);
  if (!app) return refuse("payment-provider-not-offered", { provider: payProviders[provider] });
  const { appid } = app;
  if (!app.namesPayer) return { appid, payerId: null };
  const [identity] = await db
    .select({ id: accountIdentities.id, openid: accountIdentities.openid })
    .from(accountIdentities)
    .leftJoin(sessions, and(eq(sessions.identityId, accountIdentities.id), eq(sessions.tokenSha256, tokenSha256 ?? "")))
    .where(and(eq(accountIdentities.accountId, accountId), eq(accountIdentities.appid, appid)))
    .orderBy(sql`${sessions.tokenSha256} is null`, desc(accountIdentities.createdAt))
    .limit(1);
  if (!identity) return refuse("payment-needs-wechat", {});
  const place = { column: "account_identities.openid", rowId: identity.id };
  return { appid, payerId: sealer.open(identity.openid, place) };
}
