/** Format of a trade at Alipay: amounts in yuan, times in Beijing time. */
import { billTime } from "../pay/beijing-time.ts";
import type { Trade } from "./alipay-books.ts";

export const momentText = billTime;

export const yuan = (fen: number): string => (fen / 100).toFixed(2);

export const tradeFields = ({ outTradeNo, tradeNo, state, totalFen, subject }: Trade) => ({
  out_trade_no: outTradeNo,
  trade_no: tradeNo,
  trade_status: state,
  total_amount: yuan(totalFen),
  subject,
});
