/** Chapter two: what the student pays and agrees to, and that no photo comes before either. */
import assert from "node:assert/strict";
import { refusal, take } from "../people/client.ts";
import { goodPhoto } from "../people/photos.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Identified, Setting } from "./identity.ts";
import type { Tell } from "./tell.ts";

export async function payAndAgree(
  tell: Tell,
  { world, newKey }: Setting,
  { student, collectionId, feeFen }: Identified,
): Promise<void> {
  const { call } = student.client;
  const params = { collectionId };
  const upload = (idempotencyKey: string) =>
    call("uploadAttempt", { params, query: { source: "camera" }, picture: goodPhoto(), idempotencyKey });
  await tell("未支付先上传 / a photo before the payment", () => refusal(upload(newKey()), "move-not-allowed"));
  const key = newKey();
  const startOrder = (idempotencyKey: string) =>
    take(call("startOrder", { params, body: { channel: "mini-program", provider: "wechat-pay" }, idempotencyKey }));
  const started = await tell(
    "立即支付：下单 / an order at WeChat Pay",
    () => startOrder(key),
    ({ order }) => `${order?.outTradeNo} ${(order?.amountFen ?? 0) / 100} 元`,
  );
  assert.equal(started.order?.amountFen, feeFen);
  await tell("同一请求重发 / the same request again", async () => {
    assert.deepEqual(await startOrder(key), started);
    return "the same answer, no second order";
  });
  const { orderId } = started.order;
  await tell("微信支付 / the payer pays in WeChat", async () => {
    assert.equal(started.action?.kind, "wechat-jsapi");
    await world.control("POST", "/pay/request-payment", started.action.requestPayment);
    return "signature accepted";
  });
  await tell(
    "订单真相 / the order's truth, asked from WeChat Pay",
    () =>
      waitUntil(
        "The payment",
        () => take(call("readOrder", { params: { orderId } })),
        ({ state }) => state === "paid",
      ),
    ({ label, transactionId }) => `${label.zh} ${transactionId}`,
  );
  await tell("重复支付 / a second order after paying", () =>
    refusal(
      call("startOrder", { params, body: { channel: "native", provider: "wechat-pay" }, idempotencyKey: newKey() }),
      "order-already-paid",
    ),
  );
  await tell("未同意先上传 / a photo before the consents", () => refusal(upload(newKey()), "consent-missing"));
  await tell(
    "服务内容与同意项 / what the fee covers, and the consents",
    async () => {
      const { consents } = await take(call("readServiceContent", { params }));
      const wanted = consents.map(({ purpose, version }) => ({ purpose, version }));
      return take(call("giveConsents", { params, body: { consents: wanted } }));
    },
    ({ consents }) => consents.map(({ title }) => title.zh).join("、"),
  );
}
