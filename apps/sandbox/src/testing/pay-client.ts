/**
 * Merchant for tests: signs its calls, verifies every answer's signature and decrypts notifications. It is written
 * from the protocol's documentation, independently of the product.
 */
import { createDecipheriv, randomBytes, sign, verify } from "node:crypto";
import { z } from "zod";
import type { Callback } from "../world.ts";
import type { OpenSandbox } from "./open-sandbox.ts";

const settings = z.object({
  wechat: z.object({ miniProgram: z.object({ appid: z.string() }) }),
  pay: z.object({
    mchid: z.string(),
    merchantSerial: z.string(),
    apiV3Key: z.string(),
    publicKeyId: z.string(),
    merchantPrivateKey: z.string(),
    platformPublicKey: z.string(),
  }),
});

const resource = z.object({
  ciphertext: z.string(),
  associated_data: z.string(),
  nonce: z.string(),
});
const notification = z.object({ id: z.string(), event_type: z.string(), resource });

export interface PayAnswer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly proven: boolean;
}

type Headers = Readonly<Record<string, unknown>>;

export async function openPayClient(sandbox: OpenSandbox) {
  const { pay, wechat } = settings.parse((await sandbox.get("/control/settings")).body);

  const isProven = (headers: Headers, text: string): boolean => {
    const timestamp = String(headers["wechatpay-timestamp"]);
    const fresh = Math.abs(sandbox.clock.now.getTime() / 1000 - Number(timestamp)) <= 300;
    const signed = Buffer.from(`${timestamp}\n${headers["wechatpay-nonce"]}\n${text}\n`);
    const signature = Buffer.from(String(headers["wechatpay-signature"]), "base64");
    return (
      fresh &&
      headers["wechatpay-serial"] === pay.publicKeyId &&
      verify("sha256", signed, pay.platformPublicKey, signature)
    );
  };

  /** Sends a signed request. `sent` replaces the body after signing, as a man in the middle would do. */
  const call = async (
    method: "GET" | "POST",
    url: string,
    body?: object,
    sent?: object,
  ): Promise<PayAnswer> => {
    const text = body ? JSON.stringify(body) : "";
    const timestamp = Math.floor(sandbox.clock.now.getTime() / 1000);
    const nonce = randomBytes(16).toString("hex");
    const signed = Buffer.from(`${method}\n${url}\n${timestamp}\n${nonce}\n${text}\n`);
    const signature = sign("sha256", signed, pay.merchantPrivateKey).toString("base64");
    const authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${pay.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${pay.merchantSerial}"`;
    const payload = sent ? JSON.stringify(sent) : text;
    const answer = await sandbox.app.inject({
      method,
      url,
      headers: { authorization, ...(body ? { "content-type": "application/json" } : {}) },
      ...(body ? { payload } : {}),
    });
    const isJson =
      String(answer.headers["content-type"]).startsWith("application/json") && answer.body !== "";
    return {
      status: answer.statusCode,
      text: answer.body,
      body: isJson ? answer.json() : undefined,
      bytes: answer.rawPayload,
      proven: isProven(answer.headers, answer.body),
    };
  };

  /** Decrypts a notification and verifies its signature. */
  const open = ({ headers, body }: Callback) => {
    const { id, event_type, resource: sealed } = notification.parse(JSON.parse(body));
    const bytes = Buffer.from(sealed.ciphertext, "base64");
    const decipher = createDecipheriv("aes-256-gcm", pay.apiV3Key, sealed.nonce)
      .setAAD(Buffer.from(sealed.associated_data))
      .setAuthTag(bytes.subarray(-16));
    const text =
      decipher.update(bytes.subarray(0, -16), undefined, "utf8") + decipher.final("utf8");
    return { id, event: event_type, proven: isProven(headers, body), content: JSON.parse(text) };
  };

  /** Builds the signed arguments of wx.requestPayment. */
  const clientCall = (prepayId: string) => {
    const [timeStamp, nonceStr] = ["1780000000", randomBytes(16).toString("hex")];
    const signed = `${wechat.miniProgram.appid}\n${timeStamp}\n${nonceStr}\nprepay_id=${prepayId}\n`;
    const paySign = sign("sha256", Buffer.from(signed), pay.merchantPrivateKey).toString("base64");
    return {
      appId: wechat.miniProgram.appid,
      timeStamp,
      nonceStr,
      package: `prepay_id=${prepayId}`,
      signType: "RSA",
      paySign,
    };
  };

  const [person] = z
    .array(z.object({ miniProgramOpenid: z.string() }))
    .parse((await sandbox.get("/control/wechat/users")).body);

  const orderBody = (outTradeNo: string, total = 3500) => ({
    appid: wechat.miniProgram.appid,
    mchid: pay.mchid,
    description: "毕业照采集",
    out_trade_no: outTradeNo,
    notify_url: "http://localhost:3000/notify",
    amount: { total, currency: "CNY" },
    payer: { openid: person?.miniProgramOpenid ?? "" },
  });

  /** Creates an order and returns its prepay_id. */
  const place = async (outTradeNo: string): Promise<string> => {
    const { body } = await call("POST", "/v3/pay/transactions/jsapi", orderBody(outTradeNo));
    return z.object({ prepay_id: z.string() }).parse(body).prepay_id;
  };
  const pay35Yuan = async (outTradeNo: string): Promise<void> => {
    await place(outTradeNo);
    await sandbox.post("/control/pay/pay", { outTradeNo });
  };
  const query = (outTradeNo: string) =>
    call("GET", `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${pay.mchid}`);
  const refund = (outTradeNo: string, outRefundNo: string, refundFen: number, total = 3500) =>
    call("POST", "/v3/refund/domestic/refunds", {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      notify_url: "http://localhost:3000/refund",
      amount: { refund: refundFen, total, currency: "CNY" },
    });
  const notifications = () => sandbox.callbacks.map(open);
  const orderFault = (fault: object) => sandbox.post("/control/faults", fault);

  return {
    mchid: pay.mchid,
    call,
    open,
    clientCall,
    orderBody,
    place,
    pay35Yuan,
    query,
    refund,
    notifications,
    orderFault,
  };
}
