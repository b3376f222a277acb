/** Methods of the gateway: query, close and refund, as Alipay does them. */
import { z } from "zod";
import type { Call } from "../answer.ts";
import type { FaultTarget } from "../faults.ts";
import { parseJson } from "../read-body.ts";
import type { World } from "../world.ts";
import type { Trade } from "./alipay-books.ts";
import { billAddress } from "./bill.ts";
import { notify, refundFact } from "./notify.ts";
import {
  business,
  type Content,
  invalid,
  momentText,
  success,
  tradeFields,
  unknownTrade,
  yuan,
} from "./trade-fields.ts";

interface Method {
  readonly target: FaultTarget;
  readonly answer: (world: World, content: unknown, call: Call, faultKind?: string) => Content;
}

export const methods: Readonly<Record<string, Method>> = {
  "alipay.trade.query": { target: "alipay-query", answer: query },
  "alipay.trade.close": { target: "alipay-close", answer: close },
  "alipay.trade.refund": { target: "alipay-refund", answer: refund },
  "alipay.trade.fastpay.refund.query": { target: "alipay-query", answer: queryRefund },
  "alipay.data.dataservice.bill.downloadurl.query": { target: "alipay-bill", answer: billAddress },
};

export const contentOf = (bizContent: string | undefined): unknown => parseJson(bizContent ?? "");

const numbered = z.object({ out_trade_no: z.string() });

export function findTrade(world: World, outTradeNo: string): Trade | undefined {
  const { trades } = world.books.alipay;
  return Object.hasOwn(trades, outTradeNo) ? trades[outTradeNo] : undefined;
}

function query(world: World, content: unknown): Content {
  const parsed = numbered.safeParse(content);
  const trade = parsed.success ? findTrade(world, parsed.data.out_trade_no) : undefined;
  if (!trade) return unknownTrade;
  const { paidAtMs } = trade;
  return success({
    ...tradeFields(trade),
    buyer_logon_id: "tes***@sandbox.test",
    ...(paidAtMs !== undefined && { send_pay_date: momentText(paidAtMs) }),
  });
}

function close(world: World, content: unknown): Content {
  const parsed = numbered.safeParse(content);
  const trade = parsed.success ? findTrade(world, parsed.data.out_trade_no) : undefined;
  if (!trade) return unknownTrade;
  if (trade.state !== "WAIT_BUYER_PAY") return business("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
  trade.state = "TRADE_CLOSED";
  return success({ out_trade_no: trade.outTradeNo, trade_no: trade.tradeNo });
}

const hasRefundRequest = numbered.extend({
  out_request_no: z.string().min(1).max(64),
  refund_amount: z.string().regex(/^\d{1,9}\.\d{2}$/),
});

const refundsOf = (world: World, outTradeNo: string) =>
  world.books.alipay.refunds.filter((one) => one.outTradeNo === outTradeNo);

function refund(world: World, content: unknown, _call: Call, faultKind?: string): Content {
  if (faultKind === "not-enough") return business("ACQ.SELLER_BALANCE_NOT_ENOUGH", "商户余额不足");
  const parsed = hasRefundRequest.safeParse(content);
  if (!parsed.success) return invalid("isv.invalid-parameter", z.prettifyError(parsed.error));
  const { out_trade_no, out_request_no, refund_amount } = parsed.data;
  const trade = findTrade(world, out_trade_no);
  if (!trade) return unknownTrade;
  const refundFen = Number(refund_amount.replace(".", ""));
  const earlier = refundsOf(world, out_trade_no);
  const same = earlier.find((one) => one.outRequestNo === out_request_no);
  if (same && same.refundFen !== refundFen)
    return business("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额不一致");
  if (!same) {
    if (trade.paidAtMs === undefined || trade.state === "TRADE_CLOSED") {
      return business("ACQ.TRADE_STATUS_ERROR", "交易状态不合法");
    }
    const refundedFen = earlier.reduce((sum, one) => sum + one.refundFen, 0);
    if (refundedFen + refundFen > trade.totalFen)
      return business("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限");
    if (faultKind === "refused") return business("ACQ.REASON_TRADE_REFUND_FEE_ERR", "退款金额错误");
    // Alipay accepts the refund and processes it later: the merchant must query again.
    if (faultKind !== "no-change")
      give(world, trade, { outTradeNo: out_trade_no, outRequestNo: out_request_no, refundFen });
  }
  const refundedTotalFen = refundsOf(world, out_trade_no).reduce(
    (sum, one) => sum + one.refundFen,
    0,
  );
  return success({
    out_trade_no,
    trade_no: trade.tradeNo,
    fund_change: same || faultKind === "no-change" ? "N" : "Y",
    refund_fee: yuan(refundedTotalFen),
  });
}

function give(
  world: World,
  trade: Trade,
  numbers: {
    readonly outTradeNo: string;
    readonly outRequestNo: string;
    readonly refundFen: number;
  },
): void {
  const refund = { ...numbers, refundedAtMs: world.now().getTime() };
  world.books.alipay.refunds.push(refund);
  const refundedFen = refundsOf(world, trade.outTradeNo).reduce(
    (sum, one) => sum + one.refundFen,
    0,
  );
  if (refundedFen === trade.totalFen) trade.state = "TRADE_CLOSED";
  notify(world, refundFact(world, trade, refund));
}

const refundNumbered = numbered.extend({ out_request_no: z.string() });

function queryRefund(world: World, content: unknown): Content {
  const parsed = refundNumbered.safeParse(content);
  if (!parsed.success) return invalid("isv.invalid-parameter", z.prettifyError(parsed.error));
  const { out_trade_no, out_request_no } = parsed.data;
  const trade = findTrade(world, out_trade_no);
  if (!trade) return unknownTrade;
  const refund = refundsOf(world, out_trade_no).find((one) => one.outRequestNo === out_request_no);
  if (!refund) return success({});
  return success({
    out_trade_no,
    out_request_no,
    trade_no: trade.tradeNo,
    total_amount: yuan(trade.totalFen),
    refund_amount: yuan(refund.refundFen),
    refund_status: "REFUND_SUCCESS",
    gmt_refund_pay: momentText(refund.refundedAtMs),
  });
}
