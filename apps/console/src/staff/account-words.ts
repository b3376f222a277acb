/** What is said of changes that operators made to one's own account. */
import { wordsOf } from "../lib/words.ts";

export const accountWords = wordsOf(
  {
    title: "您的账号有改动",
    about: "不是您要求的？请先修改密码，并告诉另一位运营管理员和审计。",
    seen: "我知道了",
    what: "改动",
    by: "操作人",
    at: "时间",
    none: "没有改动",
  },
  {
    title: "Your account was changed",
    about: "Not what you asked for? Change your password, and tell another operator and the auditor.",
    seen: "I have seen this",
    what: "Change",
    by: "By",
    at: "When",
    none: "No changes",
  },
);
