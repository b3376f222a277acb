/** Alipay's pages for phones and its gateway: this file maps the product's verbs to its methods. */
import { z } from "zod";
import { piecesOf } from "../../read-limited.ts";
import {
  billTimeoutMs,
  type OrderRequest,
  type PayAnswer,
  type PayProvider,
  type PayProviderDeps,
  type RefundNumbers,
  type RefundTruth,
  unavailable,
} from "../pay-provider.ts";
import { BrokenBillError, brokenOtherwise, type TradeBill } from "../trade-bill.ts";
import { billSchema, orderTruthSchema, refundSchema, textOfMoment, yuanOf } from "./alipay-answers.ts";
import { createGateway, type GatewayOptions } from "./gateway.ts";
import { readTradeBill } from "./read-bill.ts";
import { createReadNotification } from "./read-notification.ts";

export type HttpAlipayOptions = GatewayOptions & PayProviderDeps;

/** A day's bill of millions of payments, packed. */
const maxBillBytes = 1024 ** 3;
/** Alipay's limit, in characters; it refuses these marks. */
const subjectLength = 256;
const refusedMarks = /[/=&]/g;

const anything = z.unknown().transform(() => null);

export function createHttpAlipay(options: HttpAlipayOptions): PayProvider {
  const { merchant, notifyUrl, gatewayUrl } = options;
  const { appId, sellerId } = merchant;
  const { sdk, stamp, ask } = createGateway(options);

  /** No call: Alipay learns of the order when the payer opens the page. */
  const pageOf = (order: OrderRequest): string =>
    sdk.pageExecute("alipay.trade.wap.pay", "GET", {
      ...stamp(),
      notifyUrl,
      ...(order.returnUrl !== null && { returnUrl: order.returnUrl }),
      bizContent: {
        out_trade_no: order.outTradeNo,
        total_amount: yuanOf(order.amountFen),
        subject: [...order.description.replace(refusedMarks, " ")].slice(0, subjectLength).join(""),
        product_code: "QUICK_WAP_WAY",
        time_expire: textOfMoment(order.expiresAt),
        ...(order.returnUrl !== null && { quit_url: order.returnUrl }),
      },
    });

  async function queryRefund({ outTradeNo, outRefundNo }: RefundNumbers): Promise<PayAnswer<RefundTruth>> {
    const content = { out_trade_no: outTradeNo, out_request_no: outRefundNo, query_options: ["gmt_refund_pay"] };
    const answer = await ask("alipay.trade.fastpay.refund.query", content, refundSchema);
    if (!answer.ok) return answer;
    return answer.value ? { ok: true, value: answer.value } : { ok: false, refusal: "not-found" };
  }

  /** The file stands on a host of Alipay's, whose address was signed. */
  async function* download(address: string): TradeBill {
    const url = new URL(address);
    // Alipay writes http even where it answers https.
    if (gatewayUrl.startsWith("https:")) url.protocol = "https:";
    const signal = AbortSignal.timeout(billTimeoutMs);
    const response = await fetch(url, { redirect: "error", signal });
    if (!response.ok) throw new BrokenBillError(`Alipay answers ${response.status} for its bill`);
    yield* readTradeBill(piecesOf(response, maxBillBytes, signal));
  }

  return {
    merchant: sellerId,
    appOf: (channel) => (channel === "h5" ? { appid: appId, namesPayer: false } : null),
    start: async (order) => ({
      ok: true,
      value: { action: { kind: "redirect", url: pageOf(order) }, keep: null },
    }),
    query: (outTradeNo) => ask("alipay.trade.query", { out_trade_no: outTradeNo }, orderTruthSchema(sellerId, appId)),
    close: (outTradeNo) => ask("alipay.trade.close", { out_trade_no: outTradeNo }, anything),
    refund: async ({ outTradeNo, outRefundNo, refundFen }) => {
      const content = { out_trade_no: outTradeNo, out_request_no: outRefundNo, refund_amount: yuanOf(refundFen) };
      const answer = await ask("alipay.trade.refund", content, anything);
      if (!answer.ok) return answer;
      // The answer tells what was given back of the order in all; only the question tells of this refund.
      const truth = await queryRefund({ outTradeNo, outRefundNo });
      return truth.ok || truth.refusal !== "not-found" ? truth : unavailable;
    },
    queryRefund,
    readBill: async (day) => {
      const bill = await ask(
        "alipay.data.dataservice.bill.downloadurl.query",
        { bill_type: "trade", bill_date: day },
        billSchema,
      );
      return bill.ok ? { ok: true, value: brokenOtherwise(download(bill.value.bill_download_url)) } : bill;
    },
    readNotification: createReadNotification(sdk, merchant),
    thanks: { status: 200, text: "success" },
  };
}
