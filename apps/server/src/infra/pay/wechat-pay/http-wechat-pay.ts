/** WeChat Pay v3 over HTTPS in public-key mode: the library signs and verifies, this file maps the answers. */
import { createHash } from "node:crypto";
import { addAbortSignal, Readable } from "node:stream";
import { Decorator, Formatter, Rsa } from "wechatpay-axios-plugin";
import { z } from "zod";
import { requestFaultOf } from "../../request-json.ts";
import {
  billTimeoutMs,
  type OrderRequest,
  type PayAnswer,
  type PayProvider,
  type PayProviderDeps,
  type RefundRequest,
  type StartedPayment,
  unavailable,
} from "../pay-provider.ts";
import { BrokenBillError, type TradeBill, withBrokenBillErrors } from "../trade-bill.ts";
import {
  billSchema,
  errorSchema,
  orderTruthSchema,
  placedSchema,
  refundSchema,
  refusals,
} from "./pay-answers.ts";
import { createReadNotification, type NotificationKeys } from "./read-notification.ts";
import { readTradeBill } from "./read-trade-bill.ts";

export interface Merchant extends Omit<NotificationKeys, "clock"> {
  readonly mchid: string;
  /** Serial number of the merchant's certificate. */
  readonly serial: string;
  /** Private key of the merchant, as PEM. */
  readonly privateKey: string;
}

export interface HttpWechatPayOptions extends PayProviderDeps {
  readonly baseUrl: string;
  readonly merchant: Merchant;
}

/** Maximum size. A daily bill of a hundred thousand payments has about 40 MB. */
const maxBillBytes = 2 * 1024 ** 3;
const maxAnswerBytes = 256 * 1024;
/** WeChat Pay's limit in characters. */
const descriptionLength = 127;

const transactions = "/v3/pay/transactions";
const refunds = "/v3/refund/domestic/refunds";
const endpoints = {
  "mini-program": "jsapi",
  "official-account": "jsapi",
  h5: "h5",
  native: "native",
} as const;

/**
 * Error of the HTTP library for a status other than 2xx. Without `response` there was no answer, or one without a valid
 * signature.
 */
const httpFault = z.object({ response: z.object({ status: z.int(), data: z.unknown() }) });

export function createHttpWechatPay(options: HttpWechatPayOptions): PayProvider {
  const { merchant, notifyUrl, timeoutMs, warn } = options;
  const { miniProgram, officialAccount } = options.wechatAppids;
  const { mchid, serial, privateKey, publicKeyId, publicKey } = merchant;
  const http = new Decorator({
    mchid,
    serial,
    privateKey,
    certs: { [publicKeyId]: publicKey },
    baseURL: `${options.baseUrl.replace(/\/+$/, "")}/`,
    maxRedirects: 0,
    proxy: false,
    maxContentLength: maxAnswerBytes,
    headers: { "Wechatpay-Serial": publicKeyId },
  }).v3;
  /** Limits the time of the complete answer, because the library's own timeout restarts with every byte. */
  const within = (ms: number) => ({ signal: AbortSignal.timeout(ms) });

  const request = async <Value>(
    schema: z.ZodType<Value>,
    send: () => Promise<{ data: unknown }>,
  ): Promise<PayAnswer<Value>> => {
    try {
      const parsed = schema.safeParse((await send()).data);
      return parsed.success ? { ok: true, value: parsed.data } : unavailable;
    } catch (error) {
      return decline(error);
    }
  };
  const decline = (error: unknown): PayAnswer<never> => {
    const answer = httpFault.safeParse(error);
    if (!answer.success) return unavailable;
    const { status, data } = answer.data.response;
    const code = errorSchema.safeParse(data).data?.code ?? "";
    const knownRefusal = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
    if (knownRefusal) return { ok: false, refusal: knownRefusal };
    if (status < 400 || status >= 500 || status === 429 || code === "") return unavailable;
    warn(
      { provider: "wechat-pay", code },
      "WeChat Pay refuses our call; see its list of error codes",
    );
    const fault = requestFaultOf(status);
    // A fault of our key or clock says nothing about the order.
    return { ok: false, refusal: fault === "unauthorized" ? "unavailable" : "refused", fault };
  };

  const orderBody = (order: OrderRequest) => ({
    appid: order.appid,
    mchid,
    description: [...order.description].slice(0, descriptionLength).join(""),
    out_trade_no: order.outTradeNo,
    time_expire: order.expiresAt.toISOString(),
    notify_url: notifyUrl,
    amount: { total: order.amountFen, currency: "CNY" },
    ...(order.payerId !== null && { payer: { openid: order.payerId } }),
    ...(order.channel === "h5" && {
      scene_info: { payer_client_ip: order.address, h5_info: { type: "Wap" } },
    }),
  });
  const refundBody = (refund: RefundRequest) => ({
    out_trade_no: refund.outTradeNo,
    out_refund_no: refund.outRefundNo,
    notify_url: notifyUrl,
    amount: { refund: refund.refundFen, total: refund.totalFen, currency: "CNY" },
  });

  /** Downloads the file from WeChat Pay's own host. It is not signed; its hash in the signed answer proves it. */
  async function* download({ download_url, hash_value }: z.output<typeof billSchema>): TradeBill {
    const { pathname, searchParams } = new URL(download_url);
    const { signal } = within(billTimeoutMs);
    const { data } = await http.get(pathname, {
      params: Object.fromEntries(searchParams),
      signal,
      responseType: "stream",
      maxContentLength: maxBillBytes,
    });
    yield* readTradeBill(
      verifySha1(
        hash_value.toLowerCase(),
        addAbortSignal(signal, z.instanceof(Readable).parse(data)),
      ),
    );
  }

  /** Returns the arguments of the client's payment call, signed for each call. */
  const callOfClient = (appId: string, prepayId: string) => {
    const [timeStamp, nonceStr, packageText] = [
      String(Formatter.timestamp()),
      Formatter.nonce(),
      `prepay_id=${prepayId}`,
    ];
    const paySign = Rsa.sign(
      Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, packageText),
      privateKey,
    );
    return { appId, timeStamp, nonceStr, package: packageText, signType: "RSA", paySign } as const;
  };

  /**
   * Returns what the client needs to pay. `placed` is the prepay_id, for h5 the page's address, and for native the
   * content of the QR code.
   */
  const startedOf = (order: OrderRequest, placed: string): StartedPayment => {
    if (order.channel === "native")
      return { action: { kind: "qr", text: placed }, stateToSave: placed };
    if (order.channel !== "h5") {
      return {
        action: { kind: "wechat-jsapi", requestPayment: callOfClient(order.appid, placed) },
        stateToSave: placed,
      };
    }
    const url = new URL(placed);
    if (order.returnUrl !== null) url.searchParams.set("redirect_url", order.returnUrl);
    // The page address is valid for only five minutes, so each start requests a new one.
    return { action: { kind: "redirect", url: url.href }, stateToSave: null };
  };

  return {
    merchant: mchid,
    appOf: (channel) => ({
      appid: channel === "mini-program" ? miniProgram : officialAccount,
      namesPayer: channel === "mini-program" || channel === "official-account",
    }),
    start: async (order) => {
      if (order.savedState !== null) return { ok: true, value: startedOf(order, order.savedState) };
      const placed = await request(placedSchema, () =>
        http.post(
          `${transactions}/${endpoints[order.channel]}`,
          orderBody(order),
          within(timeoutMs),
        ),
      );
      return placed.ok ? { ok: true, value: startedOf(order, placed.value) } : placed;
    },
    query: (outTradeNo) =>
      request(orderTruthSchema, () =>
        http.get(`${transactions}/out-trade-no/${outTradeNo}`, {
          params: { mchid },
          ...within(timeoutMs),
        }),
      ),
    close: (outTradeNo) =>
      request(
        z.unknown().transform(() => null),
        () =>
          http.post(
            `${transactions}/out-trade-no/${outTradeNo}/close`,
            { mchid },
            within(timeoutMs),
          ),
      ),
    refund: (refund) =>
      request(refundSchema, () => http.post(refunds, refundBody(refund), within(timeoutMs))),
    queryRefund: ({ outRefundNo }) =>
      request(refundSchema, () => http.get(`${refunds}/${outRefundNo}`, within(timeoutMs))),
    readBill: async (day) => {
      const bill = await request(billSchema, () =>
        http.get("/v3/bill/tradebill", {
          params: { bill_date: day, bill_type: "ALL" },
          ...within(timeoutMs),
        }),
      );
      return bill.ok ? { ok: true, value: withBrokenBillErrors(download(bill.value)) } : bill;
    },
    readNotification: createReadNotification({ ...merchant, clock: options.clock }),
    thanks: { status: 204, text: "" },
  };
}

/** Passes the bytes through; throws after the last one if they do not match the hash. */
async function* verifySha1(
  sha1: string,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha1");
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") !== sha1)
    throw new BrokenBillError("WeChat Pay's bill is not the one of its hash");
}
