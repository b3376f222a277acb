/** Texts about changes that operators made to one's own account. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { wordsOf } from "../lib/words.ts";

/** A row of the list, as the service returns it. */
export type Member = RouteAnswer<"listStaff">["staff"][number];

export const accountWords = wordsOf(
  {
    title: "您的账号有新情况",
    about: "不是您自己或您要求的？请先修改密码，并告诉另一位运营管理员和审计。",
    seen: "我知道了",
    what: "情况",
    by: "操作人",
    at: "时间",
    none: "没有新情况",
  },
  {
    title: "Something happened to your account",
    about: "If this was not you, change your password and inform another operator and the auditor.",
    seen: "I have seen this",
    what: "What",
    by: "By",
    at: "When",
    none: "Nothing happened",
  },
);
