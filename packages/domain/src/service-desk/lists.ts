/** List of customer service cases that wait for a call. */
import { list } from "../core/list.ts";
import { special, text, time } from "../core/list-columns.ts";

export const serviceCaseList = list({
  name: "service-cases",
  route: "listServiceCases",
  empty: {
    zh: "没有工单。在学生的采集页上登记。",
    en: "No cases. They are opened on the page of a student's collection.",
  },
  roles: ["service"],
  key: "caseId",
  filters: {},
  columns: {
    due: special("回访时间", "Call back by"),
    nameMasked: text("学生", "Student"),
    schoolName: text("院校", "School"),
    question: text("来电事由", "Reason for the call"),
    owner: text("负责人", "Owner"),
    openedAt: time("登记时间", "Opened"),
  },
});
