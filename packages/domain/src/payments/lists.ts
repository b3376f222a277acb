/** The lists of finance and customer service: orders, refunds, the ledger, differences, invoices. */
import { list } from "../core/list.ts";
import {
  code,
  count,
  flag,
  money,
  number,
  special,
  state,
  text,
  time,
  words,
} from "../core/list-columns.ts";
import { choice, days, limitedTo, search } from "../core/list-filters.ts";
import { allLedgerAccounts, ledgerAccountLabel } from "./ledger-words.ts";
import { allOrderStates, orderStates } from "./order-states.ts";
import { payChannels } from "./pay-providers.ts";
import { allRefundStates, refundStates } from "./refund-states.ts";

export const orderList = list({
  name: "orders",
  route: "listOrders",
  empty: {
    zh: "还没有订单。学生付款时生成。",
    en: "No orders yet. An order is created when a student pays.",
  },
  roles: ["service", "finance"],
  key: "orderId",
  filters: {
    state: choice("状态", "State", allOrderStates, (one) => orderStates[one].label),
    text: search("订单号", "Order number"),
    schoolCode: search("院校代码或全称", "School code or name"),
    ...days,
  },
  columns: {
    outTradeNo: text("商户订单号", "Order number"),
    displayedStudent: special("学生", "Student"),
    school: text("院校", "School"),
    label: state("状态", "State"),
    amountFen: money("金额", "Amount"),
    createdAt: time("下单时间", "Ordered"),
    paidAt: time("支付时间", "Paid", { nullable: true }),
    transactionId: text("支付平台单号", "Provider's number", { nullable: true, only: "file" }),
    providerLabel: words("支付平台", "Provider", { inFile: { zh: "支付平台", en: "Paid with" } }),
    channel: code("渠道", "Channel", {
      table: payChannels,
      only: "file",
      inFile: { zh: "支付方式", en: "Paid by" },
    }),
    refunds: special("退款", "Refunds"),
    actions: special("操作", "Actions", { acts: true }),
    counts: flag("是否有效付款", "Counts", { only: "file" }),
  },
  file: {
    kind: "orders",
    zh: "订单",
    en: "Orders",
    roles: ["finance"],
    order: [
      "outTradeNo",
      "school",
      "label",
      "providerLabel",
      "channel",
      "amountFen",
      "createdAt",
      "paidAt",
      "transactionId",
      "counts",
    ],
  },
});

export const refundList = list({
  name: "refunds",
  route: "listRefunds",
  empty: {
    zh: "没有退款。学生申请，或客服、财务发起后列在这里。",
    en: "No refunds. They are listed here once a student requests one, or service or finance starts one.",
  },
  roles: ["finance"],
  key: "refundId",
  filters: {
    state: choice("状态", "State", allRefundStates, (one) => refundStates[one].label),
    ...days,
  },
  columns: {
    createdAt: time("申请时间", "Requested", { only: "file" }),
    outRefundNo: text("商户退款号", "Refund number", {
      only: "file",
      inFile: { zh: "商户退款单号", en: "Refund number" },
    }),
    student: text("学生", "Student", { width: 92 }),
    amountFen: money("金额", "Amount"),
    label: state("状态", "State"),
    reason: text("原因", "Reason", { nullable: true, width: 104 }),
    steps: special("办理过程", "Steps", { width: 250 }),
    requestedByLabel: words("申请人", "Requested by", { only: "file" }),
    startedByLabel: words("发起人", "Started by", { nullable: true, only: "file" }),
    decidedBy: text("复核人", "Decided by", { nullable: true, only: "file" }),
    outTradeNo: text("商户订单号", "Order number"),
    school: text("院校", "School", { width: 84 }),
    causeLabel: words("来源", "Source", { only: "file" }),
    endedAt: time("完成时间", "Completed", { nullable: true, only: "file" }),
    actions: special("操作", "Actions", { acts: true }),
  },
  file: {
    kind: "refunds",
    zh: "退款",
    en: "Refunds",
    order: [
      "outRefundNo",
      "outTradeNo",
      "school",
      "student",
      "label",
      "causeLabel",
      "amountFen",
      "reason",
      "requestedByLabel",
      "startedByLabel",
      "decidedBy",
      "createdAt",
      "endedAt",
    ],
  },
});

const blank = { zh: "", en: "" };

export const ledgerList = list({
  name: "ledger",
  route: "listLedger",
  empty: {
    zh: "还没有分录。到账和退款时自动记账。",
    en: "No entries yet. Payments and refunds are entered automatically.",
  },
  roles: ["finance"],
  key: "entryId",
  filters: {
    account: limitedTo("screen", choice("科目", "Account", allLedgerAccounts, ledgerAccountLabel)),
    ...days,
  },
  columns: {
    at: time("时间", "Time"),
    kindLabel: words("业务", "Kind", { inFile: { zh: "类型", en: "Kind" } }),
    accountLabel: words("科目", "Account"),
    debitFen: money("借方", "Debit", { nullable: true, none: blank }),
    creditFen: money("贷方", "Credit", { nullable: true, none: blank }),
    outTradeNo: text("商户订单号", "Order number"),
    transactionId: number("凭证", "Transaction", { inFile: { zh: "分录号", en: "Transaction" } }),
  },
  file: {
    kind: "ledger",
    zh: "账簿",
    en: "Ledger",
    order: [
      "transactionId",
      "at",
      "kindLabel",
      "accountLabel",
      "debitFen",
      "creditFen",
      "outTradeNo",
    ],
  },
});

/** Per project and month, according to the providers' bills. */
export const incomeList = list({
  name: "income",
  route: "listIncome",
  empty: {
    zh: "还没有收入。支付平台的账单次日上午取回后列在这里。",
    en: "No income yet. The providers' bills arrive the next morning.",
  },
  roles: ["finance"],
  key: "incomeId",
  filters: {
    schoolCode: search("院校代码或全称", "School code or name"),
    ...days,
  },
  columns: {
    month: text("月份", "Month"),
    school: text("院校", "School"),
    projectLabel: words("项目", "Project"),
    payments: count("收款笔数", "Payments"),
    paidFen: money("收款", "Received"),
    refunds: count("退款笔数", "Refunds"),
    refundedFen: money("退款", "Refunded"),
    processingFeeFen: money("支付手续费", "Processing fee", { signed: true }),
    netFen: money("净额", "Net", { signed: true }),
  },
  file: { kind: "income", zh: "收入", en: "Income" },
});

/** Differences of all days; the screen displays them per day. */
export const differenceList = list({
  name: "bill-differences",
  roles: ["finance"],
  key: "differenceId",
  filters: days,
  columns: {
    day: text("账单日", "Bill day"),
    providerLabel: words("支付平台", "Provider"),
    label: words("差异", "Difference"),
    outTradeNo: text("商户订单号", "Order number", { nullable: true }),
    outRefundNo: text("商户退款单号", "Refund number", { nullable: true }),
    localFen: money("我方", "Ours", { nullable: true, signed: true }),
    remoteFen: money("支付平台", "Provider's", { nullable: true, signed: true }),
    discoveredAt: time("发现时间", "Found"),
    settledAt: time("处理时间", "Settled", { nullable: true }),
    note: text("说明", "Note", { nullable: true }),
  },
  file: { kind: "bill-differences", zh: "对账差异", en: "Differences" },
});

const invoiceStates = {
  open: { zh: "待开", en: "To be made out" },
  issued: { zh: "已开", en: "Issued" },
} as const;

export const invoiceList = list({
  name: "invoices",
  route: "listInvoiceRequests",
  empty: {
    zh: "没有发票申请。学生在订单里申请后列在这里。",
    en: "No requests. Students request an invoice from their order.",
  },
  roles: ["finance"],
  key: "invoiceId",
  filters: {
    state: limitedTo(
      "screen",
      choice("状态", "State", ["open", "issued"], (one) => invoiceStates[one]),
    ),
    ...days,
  },
  columns: {
    outTradeNo: text("商户订单号", "Order number"),
    amountFen: money("金额", "Amount"),
    orderLabel: state("订单", "Order", {
      tone: "orderTone",
      inFile: { zh: "订单状态", en: "State of the order" },
    }),
    title: text("抬头", "Made out to", { inFile: { zh: "抬头", en: "Title" } }),
    taxNumber: text("税号", "Tax number", { nullable: true }),
    email: text("邮箱", "Email"),
    requestedAt: time("申请时间", "Requested"),
    invoiceNumber: special("发票号码", "Invoice number", { acts: true }),
  },
  file: {
    kind: "invoices",
    zh: "发票申请",
    en: "Invoice requests",
    order: ["requestedAt", "title", "taxNumber", "email", "amountFen", "outTradeNo", "orderLabel"],
  },
});
