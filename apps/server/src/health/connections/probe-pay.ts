/** Checks a payment provider: it does not find a nonexistent order, and signs the bill of a day. */
import { randomBytes } from "node:crypto";
import { type PayProviderId, payProviders } from "@gradphoto/domain";
import type { Clock } from "../../infra/clock.ts";
import type { PayAnswer, PayProvider } from "../../infra/pay/pay-provider.ts";
import { withTimeout } from "../../infra/share-probe.ts";
import { createFault, type Finding, ok } from "./finding.ts";

/** Bills of that day are available at every provider. */
const billOfMsAgo = 2 * 86_400_000;
/** Time limit for the bill, below the request's own timeout. A large bill is not awaited and does not count as slow. */
const billWithinMs = 3000;
const bothWithinMs = 5000;

export async function probePay(
  id: PayProviderId,
  provider: Pick<PayProvider, "query" | "readBill">,
  clock: Clock,
): Promise<Finding> {
  const { zh, en } = payProviders[id];
  const began = performance.now();
  const order = await provider.query(`DOCTOR${randomBytes(12).toString("hex")}`);
  const answeredMs = performance.now() - began;
  const fault = wordOf(order, "not-found");
  if (fault !== null) return wrong(id, fault);
  const day = new Date(clock().getTime() - billOfMsAgo).toISOString().slice(0, 10);
  // Some providers do not sign the response for a nonexistent order, so only the bill proves the signature.
  const bill = provider.readBill
    ? await withTimeout(
        Math.max(0, Math.min(billWithinMs, bothWithinMs - answeredMs)),
        provider.readBill(day),
      )
    : null;
  if (bill?.ok)
    return {
      ...ok(`${zh}的账单带有正确的签名`, `${en} gives bills under its signature`),
      answeredMs,
    };
  const billFault = bill ? wordOf(bill, "no-bill") : null;
  if (billFault !== null) return wrong(id, billFault);
  return {
    ...ok(
      `${zh}有回答，签名要到有账单时才能核对`,
      `${en} answers; its signature is checked once there is a bill`,
    ),
    answeredMs,
  };
}

/** Returns the code of the answer; null for the expected one. */
function wordOf(answer: PayAnswer<unknown>, expected: string): string | null {
  if (answer.ok) return "found";
  return answer.refusal === expected ? null : (answer.fault ?? answer.refusal);
}

function wrong(id: PayProviderId, text: string): Finding {
  const { zh, en } = payProviders[id];
  const settings = `GRADPHOTO_${id.toUpperCase().replaceAll("-", "_")}_…`;
  if (text === "unauthorized") {
    return createFault(
      {
        zh: `${zh}不接受我们的商户号或签名`,
        en: `${en} does not accept our merchant number or signature`,
      },
      {
        zh: `检查 ${settings} 里的商户号、证书序列号和私钥`,
        en: `look at merchant number, certificate and private key in ${settings}`,
      },
    );
  }
  if (text === "unavailable") {
    return createFault(
      {
        zh: `${zh}没有可信的回答：连不上、正忙，或签名不对`,
        en: `${en} did not answer as it should: out of reach, busy, or under a wrong signature`,
      },
      {
        zh: `检查网络与时钟；若网络正常，检查 ${settings} 里的平台公钥`,
        en: `look at network and clock; where these are well, at the provider's public key in ${settings}`,
      },
    );
  }
  return createFault(
    { zh: `${zh}回答有误：${text}`, en: `${en} did not answer as it should: ${text}` },
    {
      zh: `检查 ${settings} 里的商户号、证书序列号、私钥、平台公钥，以及网络与时钟`,
      en: `look at merchant number, certificate, private key and public key in ${settings}, at network and clock`,
    },
  );
}
