/** Payments that nobody made. */
import assert from "node:assert/strict";
import { ask } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { expectLine } from "../logged.ts";

const paid = JSON.stringify({ event_type: "TRANSACTION.SUCCESS", out_trade_no: "A1", trade_state: "SUCCESS" });
const folded = "notify_id=n1&app_id=2021&out_trade_no=A1&trade_no=T1%26trade_status%3DTRADE_SUCCESS";
const signed = (timestamp: string) => ({
  "wechatpay-timestamp": timestamp,
  "wechatpay-nonce": "n",
  "wechatpay-serial": "PUB_KEY_ID_0119000000012026010100000000000001",
  "wechatpay-signature": Buffer.alloc(256, 7).toString("base64"),
});

export const moneyAttacks: readonly Attack[] = [
  {
    name: "payment notifications that are forged, stale, cut, folded, without a signature",
    must: "refused by both providers' doors, with a line in the log; amounts and repetition are tried by the server's own tests",
    run: async ({ product }) => {
      const now = String(Math.floor(Date.now() / 1000));
      const tried: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
        [{}, paid],
        [{}, ""],
        [signed(now), paid],
        [signed("now"), paid],
        [signed(String(Number(now) - 86_400)), paid],
        [{ ...signed(now), "wechatpay-serial": "../../key" }, paid],
        [signed(now), "x".repeat(60_000)],
        [{}, `${folded}&sign_type=RSA2&sign=${encodeURIComponent(Buffer.alloc(256, 7).toString("base64"))}`],
      ];
      const statuses = new Set<number>();
      for (const [headers, body] of tried) {
        for (const path of ["/v1/wechat-pay/notifications", "/v1/alipay/notifications"]) {
          const { status } = await ask(product.url, path, { method: "POST", headers, body });
          statuses.add(status);
          assert.ok(status >= 400 && status < 500, `${path} answered ${status} to ${body.slice(0, 40)}`);
        }
      }
      await expectLine(product, "a refused notification", (line) => line.includes("payment notification refused"));
      return `${2 * tried.length} tried: ${[...statuses].join(", ")}`;
    },
  },
];
