/** Format of a trade at Alipay: amounts in yuan, times in Beijing time. */
import { billTime } from "../answer.ts";
import type { Trade } from "./alipay-books.ts";

/** The content of an answer, before it is signed. */
export type Content = Readonly<Record<string, unknown>> & { readonly code: string };

export const business = (subCode: string, subMsg: string): Content => ({
  code: "40004",
  msg: "Business Failed",
  sub_code: subCode,
  sub_msg: subMsg,
});
export const success = (fields: object): Content => ({ code: "10000", msg: "Success", ...fields });
export const invalid = (subCode: string, subMsg: string): Content => ({
  code: "40002",
  msg: "Invalid Arguments",
  sub_code: subCode,
  sub_msg: subMsg,
});
export const unknownTrade = business("ACQ.TRADE_NOT_EXIST", "交易不存在");

export const momentText = billTime;

export const yuan = (fen: number): string => (fen / 100).toFixed(2);

export const tradeFields = ({ outTradeNo, tradeNo, state, totalFen, subject }: Trade) => ({
  out_trade_no: outTradeNo,
  trade_no: tradeNo,
  trade_status: state,
  total_amount: yuan(totalFen),
  subject,
});
