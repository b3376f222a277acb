/** Decorators that count and trace every call of an external system, transparently for its port. */
import type { PayProviderId } from "@gradphoto/domain";
import type { CollectionCodeIssuer } from "../collection-code-issuer/collection-code-issuer.ts";
import type { IdentityProvider } from "../identity-provider/identity-provider.ts";
import type { PayProvider } from "../pay/pay-provider.ts";
import type { Registry } from "../registry/registry.ts";
import type { Sms } from "../sms/sms.ts";
import { inSpan } from "../tracing/spans.ts";
import type { Wechat } from "../wechat/wechat.ts";
import type { Metrics } from "./metrics.ts";

type CallCounter = Pick<Metrics, "outsideCall">;

/** Derives the outcome from the answer types of the ports: a string, a refusal, a fault, or a value. */
function outcomeOf(answer: unknown): string {
  if (typeof answer === "string") return answer;
  if (typeof answer !== "object" || answer === null) return "ok";
  if ("fault" in answer) return String(answer.fault);
  return "refusal" in answer ? String(answer.refusal) : "ok";
}

const counterOf =
  (metrics: CallCounter, system: string) =>
  <Input extends readonly unknown[], Answer>(
    call: string,
    run: (...input: Input) => Promise<Answer>,
  ) =>
  (...input: Input): Promise<Answer> =>
    inSpan(
      { name: `${system} ${call}`, kind: "client", facts: { "peer.service": system } },
      async (span) => {
        let outcome = "thrown";
        try {
          const answer = await run(...input);
          outcome = outcomeOf(answer);
          return answer;
        } finally {
          metrics.outsideCall({ system, call, outcome });
          span.annotate({ "gradphoto.outcome": outcome });
        }
      },
    );

export function countWechat(wechat: Wechat, metrics: CallCounter): Wechat {
  const count = counterOf(metrics, "wechat");
  return {
    login: count("login", wechat.login),
    webLogin: count("web-login", wechat.webLogin),
    phone: count("phone", wechat.phone),
    sendMessage: count("send-message", wechat.sendMessage),
    miniProgramCode: count("mini-program-code", wechat.miniProgramCode),
  };
}

export const countSms = (sms: Sms, metrics: CallCounter): Sms => ({
  sendCode: counterOf(metrics, "sms")("send-code", sms.sendCode),
  sendNotice: counterOf(metrics, "sms")("send-notice", sms.sendNotice),
});

export function countIssuer(
  issuer: CollectionCodeIssuer,
  metrics: CallCounter,
): CollectionCodeIssuer {
  const count = counterOf(metrics, "issuer");
  return {
    ...issuer,
    decode: count("decode", issuer.decode),
    verify: count("verify", issuer.verify),
  };
}

export function countPay(id: PayProviderId, pay: PayProvider, metrics: CallCounter): PayProvider {
  const count = counterOf(metrics, id);
  return {
    ...pay,
    start: count("start", pay.start),
    query: count("query", pay.query),
    close: count("close", pay.close),
    refund: count("refund", pay.refund),
    queryRefund: count("query-refund", pay.queryRefund),
    readBill: pay.readBill && count("read-bill", pay.readBill),
  };
}

export function countRegistry(registry: Registry, metrics: CallCounter): Registry {
  const count = counterOf(metrics, "registry");
  return {
    uploadBatch: count("upload-batch", registry.uploadBatch),
    queryBatch: count("query-batch", registry.queryBatch),
  };
}

export function countIdentityProvider(
  provider: IdentityProvider,
  metrics: CallCounter,
): IdentityProvider {
  const count = counterOf(metrics, "identity-provider");
  return {
    ...provider,
    begin: count("begin", provider.begin),
    finish: count("finish", provider.finish),
  };
}
