/** Texts of the service, its fee and its consents. */
import { wordsOf } from "../../words/words.ts";

export const serviceWords = wordsOf(
  {
    title: "服务内容",
    fee: "采集费用",
    once: (onePayment: string) =>
      `该费用包含图像采集、图像标准化等全部服务，${onePayment}。以页面显示的价格为准。`,
    refund: "退款规则",
    retention: (day: string) => `照片最长保存至 ${day}，之后自动删除。`,
    consents: "请逐项确认",
    consentsAbout: "每一项都可以在“我的数据”中撤回。",
    to: (recipient: string) => `提供给：${recipient}`,
    agreedAt: (time: string) => `已于 ${time} 同意`,
    missing: (count: number) => `还有 ${count} 项需要您确认`,
    tryAbout: "不确定照片行不行？付款前可以先试拍：照片只在您的手机里检查，不上传。",
    tryFirst: "先试拍",
    tried: "试拍的照片还留在手机里，付款后可以直接上传这一张。",
    seeTried: "看一看",
    pay: (fee: string) => `立即支付 ${fee}`,
    free: "免费，同意并继续",
    goOn: "同意并继续",
    cancelled: "您取消了支付，没有扣款。准备好后可再次点击立即支付。",
    payBy: "支付方式",
    refused: (provider: string) =>
      `${provider}没有完成，没有扣款。请检查网络或支付方式后再试一次。`,
  },
  {
    title: "The service",
    fee: "Fee",
    once: (onePayment) =>
      `The fee covers all of the service, such as taking and standardising the photo. ${onePayment}. The price shown here counts.`,
    refund: "Refund rule",
    retention: (day) => `Photos are kept until ${day} at the longest and then deleted.`,
    consents: "Please confirm each",
    consentsAbout: "You can withdraw each under “My data”.",
    to: (recipient) => `Given to: ${recipient}`,
    agreedAt: (time) => `Agreed on ${time}`,
    missing: (count) => `${count} still to confirm`,
    tryAbout:
      "Not sure about your photo? Try before you pay: it is checked on your phone alone and not sent.",
    tryFirst: "Try first",
    tried: "The photo you tried is kept on your phone; once paid, you can upload that very one.",
    seeTried: "See it",
    pay: (fee) => `Pay ${fee} now`,
    free: "Free of charge: agree and continue",
    goOn: "Agree and continue",
    cancelled: "You cancelled; nothing was charged. Tap again when you are ready.",
    payBy: "Pay with",
    refused: (provider) =>
      `${provider} did not complete the payment and nothing was charged. Please check network or payment method and try again.`,
  },
);
