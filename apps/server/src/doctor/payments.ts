/** Payment providers: an order that nobody made is not found, and the bill of a day comes under their signature. */
import { randomBytes } from "node:crypto";
import { type PayProviderId, payProviders } from "@gradphoto/domain";
import type { PayAnswer } from "../infra/pay/pay-provider.ts";
import { type Check, type DoctorDeps, type Finding, found, ok } from "./check.ts";

/** Bills of that day are ready everywhere. */
const billOfMsAgo = 2 * 86_400_000;

export const payments: Check = {
  label: { zh: "支付", en: "payment providers" },
  run: (deps) => Promise.all([...deps.secrets.payProviders.keys()].map((id) => examineOne(id, deps))),
};

async function examineOne(id: PayProviderId, { ports, clock }: DoctorDeps): Promise<Finding> {
  const { zh, en } = payProviders[id];
  const provider = ports.providerOf(id);
  const order = await provider?.query(`DOCTOR${randomBytes(12).toString("hex")}`);
  const fault = wordOf(order, "not-found");
  if (fault !== null) return wrong(id, fault);
  const day = new Date(clock().getTime() - billOfMsAgo).toISOString().slice(0, 10);
  // An order that is not there is said without a signature by some.
  const bill = await provider?.readBill?.(day);
  if (bill?.ok) return ok(`${zh}的账单带有正确的签名`, `${en} gives bills under its signature`);
  const billFault = bill ? wordOf(bill, "no-bill") : null;
  if (billFault !== null) return wrong(id, billFault);
  return ok(`${zh}有回答，签名要到有账单时才能核对`, `${en} answers; its signature is checked once there is a bill`);
}

/** null where it is the one that was to be expected. */
function wordOf(answer: PayAnswer<unknown> | undefined, expected: string): string | null {
  if (!answer) return "closed";
  if (answer.ok) return "found";
  return answer.refusal === expected ? null : (answer.fault ?? answer.refusal);
}

function wrong(id: PayProviderId, said: string): Finding {
  const { zh, en } = payProviders[id];
  return found(
    "fault",
    { zh: `${zh}回答有误：${said}`, en: `${en} did not answer as it should: ${said}` },
    {
      zh: "检查商户号、证书序列号、私钥、平台公钥、网络与时钟",
      en: "look at merchant number, certificate, private key, the provider's public key, network and clock",
    },
  );
}
