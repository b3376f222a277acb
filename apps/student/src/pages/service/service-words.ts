/** The words of the service, its fee and its consents. */
import { wordsOf } from "../../words/words.ts";

export const serviceWords = wordsOf(
  {
    title: "服务内容",
    covers: "该费用包含",
    fee: "采集费用",
    once: (limit: number | null) =>
      `一次缴费，${limit === null ? "多次拍摄" : `最多拍摄 ${limit} 次`}，直到您满意提交为止。以页面显示的价格为准。`,
    refund: "退款规则",
    keep: (day: string) => `照片最长保存至 ${day}，之后自动删除。`,
    consents: "请逐项确认",
    consentsAbout: "每一项都可以在“我的数据”中撤回。",
    to: (recipient: string) => `提供给：${recipient}`,
    given: (time: string) => `已于 ${time} 同意`,
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
    refused: (provider: string) => `${provider}没有完成，没有扣款。请检查网络或支付方式后再试一次。`,
  },
  {
    title: "The service",
    covers: "The fee covers",
    fee: "Fee",
    once: (limit) =>
      `One payment, ${limit === null ? "as many photos as you like" : `up to ${limit} photos`} until you submit. The price shown here counts.`,
    refund: "Refund rule",
    keep: (day) => `Photos are kept until ${day} at the longest and then deleted.`,
    consents: "Please confirm each",
    consentsAbout: "Each can be taken back under “My data”.",
    to: (recipient) => `Given to: ${recipient}`,
    given: (time) => `Agreed on ${time}`,
    missing: (count) => `${count} still to confirm`,
    tryAbout: "Not sure about your photo? Try before you pay: it is checked on your phone alone and not sent.",
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
