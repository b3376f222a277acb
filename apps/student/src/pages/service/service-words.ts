/** The words of the service, its fee and its consents. */
import { wordsOf } from "../../words/words.ts";

export const serviceWords = wordsOf(
  {
    title: "服务内容",
    covers: "该费用包含",
    fee: "采集费用",
    once: "一次缴费，多次拍摄，直到您满意提交为止。以页面显示的价格为准。",
    refund: "退款规则",
    keep: (day: string) => `照片最长保存至 ${day}，之后自动删除。`,
    consents: "请逐项确认",
    consentsAbout: "每一项都可以在“我的数据”中撤回。",
    to: (recipient: string) => `提供给：${recipient}`,
    given: (time: string) => `已于 ${time} 同意`,
    missing: (count: number) => `还有 ${count} 项需要您确认`,
    pay: (fee: string) => `立即支付 ${fee}`,
    goOn: "同意并继续",
    cancelled: "您取消了支付，没有扣款。准备好后可再次点击立即支付。",
    refused: "微信支付没有完成，没有扣款。请检查网络或支付方式后再试一次。",
  },
  {
    title: "The service",
    covers: "The fee covers",
    fee: "Fee",
    once: "One payment, as many photos as you like until you submit. The price shown here counts.",
    refund: "Refund rule",
    keep: (day) => `Photos are kept until ${day} at the longest and then deleted.`,
    consents: "Please confirm each",
    consentsAbout: "Each can be taken back under “My data”.",
    to: (recipient) => `Given to: ${recipient}`,
    given: (time) => `Agreed on ${time}`,
    missing: (count) => `${count} still to confirm`,
    pay: (fee) => `Pay ${fee} now`,
    goOn: "Agree and continue",
    cancelled: "You cancelled; nothing was charged. Tap again when you are ready.",
    refused:
      "The payment was not completed and nothing was charged. Please check network or payment method and try again.",
  },
);
