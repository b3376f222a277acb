/** Refusals about orders, refunds, invoices and bills. */
import { error } from "../core/error.ts";

export const paymentErrors = {
  "order-already-paid": error(
    409,
    "这笔订单已支付，不需要再付。请刷新后继续拍照。",
    "This order is paid already; there is nothing more to pay. Please refresh and go on to the photo.",
  ),
  "order-closed": error(
    409,
    "这笔订单已关闭。请返回采集详情重新支付；如已扣款，会自动退回。",
    "This order is closed. Please pay again from the collection page; money taken is returned by itself.",
  ),
  "payment-refused": error(
    422,
    "{provider}没有受理，款项没有扣除。请稍后再试，或换一种支付方式。",
    "{provider} did not accept the payment and took no money. Please try again shortly or pay another way.",
  ),
  "payment-unavailable": error(
    503,
    "暂时连接不上{provider}。如已付款，请勿重复支付，稍后刷新查看结果。",
    "{provider} cannot be reached right now. If you have paid, please do not pay again; refresh shortly to see the result.",
  ),
  "order-unsettled": error(
    503,
    "还有一笔未支付的订单暂时无法关闭，什么也没有删除。请过几分钟再试。",
    "An unpaid order cannot be closed right now, so nothing was deleted. Please try again in a few minutes.",
  ),
  "payment-provider-not-offered": error(
    409,
    "这里不能用{provider}支付。请返回刷新，换一种支付方式。",
    "{provider} cannot be used here. Please go back, refresh and choose another way of paying.",
  ),
  "payment-needs-wechat": error(
    409,
    "这种支付方式需要先用微信登录。请在微信里打开后支付，或换一种支付方式。",
    "This way of paying needs a sign-in with WeChat first. Please open it in WeChat, or pay another way.",
  ),
  "refund-under-way": error(
    409,
    "这笔订单已有退款在处理，请在订单里查看进度。",
    "A refund of this order is under way already. Please see the order for its progress.",
  ),
  "refund-not-waiting": error(
    409,
    "这笔退款已处理，或不在待复核状态。请刷新后查看。",
    "This refund is decided already or waits for nobody. Please refresh to see it.",
  ),
  "order-not-paid": error(
    409,
    "这笔订单没有已到账的付款。请刷新后查看最新状态。",
    "There is no payment on this order. Please refresh to see its current state.",
  ),
  "invoice-requested": error(
    409,
    "这笔订单已申请过发票。如需修改，请联系客服。",
    "An invoice was requested for this order already. To change it, please contact customer service.",
  ),
  "invoice-not-pdf": error(
    415,
    "发票文件须为 PDF，请重新选择。",
    "An invoice is a PDF. Please choose another file.",
  ),
  "invoice-too-large": error(
    413,
    "发票文件超过 {maxMegabytes} MB，请压缩后重新上传。",
    "The invoice is larger than {maxMegabytes} MB. Please make the PDF smaller and upload it again.",
  ),
  "invoice-not-issued": error(
    409,
    "请先登记发票号码，再上传发票文件。",
    "Please note the invoice's number first, then give its file.",
  ),
  "invoice-not-there": error(
    404,
    "这张发票还没有文件，开具后会出现在这里。",
    "There is no file of this invoice yet. It comes here once it is made out.",
  ),
  "invoice-issued": error(
    409,
    "这张发票已登记开具。请刷新后查看。",
    "This invoice was made out already. Please refresh to see it.",
  ),
  "difference-settled": error(
    409,
    "这条差异已处理。请刷新后查看。",
    "This difference is settled already. Please refresh to see it.",
  ),
  "refund-not-allowed": error(
    409,
    "按本项目的退款规则，目前不能退款。如有疑问，请联系客服。",
    "The refund rule of this project does not allow a refund now. If in doubt, please contact customer service.",
  ),
  "refund-after-approval": error(
    409,
    "照片已审核通过，按退款规则不再退款。",
    "The photo is approved, so by the refund rule nothing is refunded any more.",
  ),
  "refund-needs-second-person": error(
    409,
    "这笔退款超过单人限额，请另一位财务人员复核。",
    "This refund is above the limit for one person. Please ask another member of finance staff to approve it.",
  ),
} as const;
