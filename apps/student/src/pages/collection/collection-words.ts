/** Texts of a collection's details and history, and of the button that continues from each page. */
import { wordsOf } from "@gradphoto/domain";

export const collectionWords = wordsOf(
  {
    title: "采集详情",
    category: "类别",
    closes: "采集截止",
    helper: "请人帮拍",
    helperAbout: "把链接发给身边的人，用他的手机为您拍",
    rules: "拍照注意事项",
    order: "订单、发票与退款",
    myData: "我的数据",
    myDataAbout: "谁看过照片、撤回同意、退出采集",
    contact: "联系客服",
    wrongData: "学籍信息有误时，由客服开通更正",
    correctionOpen:
      "客服已为您开通信息更正。请在学信网重新获取采集码并在这里识别，订单和照片都会保留。",
    correct: "识别新的采集码",
    alreadyRegistered:
      "学信网已有您的学历照片，不需要再次采集。您支付的费用将全额原路退回，进度见“订单、发票与退款”。",
    history: "采集记录",
  },
  {
    title: "Your collection",
    category: "Category",
    closes: "Open until",
    helper: "Ask someone to take the photo",
    helperAbout: "Send a link to a person beside you; their phone takes it",
    rules: "Photo rules",
    order: "Order, invoice and refund",
    myData: "My data",
    myDataAbout: "Who looked, withdrawing a consent, leaving",
    contact: "Customer service",
    wrongData: "They open a correction when your enrolment data are wrong",
    correctionOpen:
      "Customer service has opened a correction for you. Please get a new collection code from CHSI and let us read it here; your order and photos stay.",
    correct: "Read the new code",
    alreadyRegistered:
      "CHSI has your graduation photo already; there is nothing more to do. All that you paid goes back the way it came, see Order, invoice and refund.",
    history: "History",
  },
);

/** Button texts by next page. */
export const nextWords = wordsOf(
  {
    service: "拍照/上传",
    rules: "拍照/上传",
    standard: "查看照片标准化",
    review: "查看审核进度",
    rejected: "查看原因并重拍",
    identity: "查看身份核验",
    completed: "查看采集结果",
  },
  {
    service: "Take or upload a photo",
    rules: "Take or upload a photo",
    standard: "See the standard photo",
    review: "See the review",
    rejected: "See why, and retake",
    identity: "See the identity check",
    completed: "See the result",
  },
);

/**
 * Text of one step in the history. Omits a step name that the resulting state already contains: “Approved”, not “Approve ·
 * Approved”.
 */
export const stepWords = (move: string, state: string): string =>
  state.toLowerCase().includes(move.toLowerCase()) ? state : `${move} · ${state}`;
