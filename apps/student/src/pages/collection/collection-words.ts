/** The words of a collection's details, and of the button that goes on from each page. */
import { wordsOf } from "../../words/words.ts";

export const collectionWords = wordsOf(
  {
    title: "采集详情",
    category: "类别",
    helper: "请人帮拍",
    helperAbout: "把链接发给身边的人，用他的手机为您拍",
    rules: "拍照要求",
    order: "订单、发票与退款",
    contact: "联系客服",
    history: "采集记录",
  },
  {
    title: "Your collection",
    category: "Category",
    helper: "Ask someone to take the photo",
    helperAbout: "Send a link to a person beside you; their phone takes it",
    rules: "Photo rules",
    order: "Order, invoice and refund",
    contact: "Customer service",
    history: "History",
  },
);

/** By the page that comes next. */
export const nextWords = wordsOf(
  {
    service: "拍照/上传",
    rules: "拍照/上传",
    standard: "查看照片标准化",
    review: "查看审核进度",
    rejected: "查看原因并重拍",
    completed: "查看采集结果",
  },
  {
    service: "Take or upload a photo",
    rules: "Take or upload a photo",
    standard: "See the standard photo",
    review: "See the review",
    rejected: "See why, and retake",
    completed: "See the result",
  },
);
