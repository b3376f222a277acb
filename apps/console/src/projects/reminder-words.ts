/** What the console says about reminding stalled students. */
import { count } from "../lib/amounts.ts";
import { wordsOf } from "../lib/words.ts";

export const reminderWords = wordsOf(
  {
    remind: "催办",
    title: "催办停滞学生",
    about:
      "催办当前筛选出的学生：订阅了微信通知的收微信，其余收短信。含未同意向学校提供进度的学生，学校只看到人数。同一学生 24 小时内只催办一次。",
    says: (words: string) => `短信内容：${words}`,
    chosen: "符合筛选的停滞学生",
    byWechat: "将发微信通知",
    bySms: "将发短信",
    leftOut: "不催办",
    people: (people: number) => `${count(people)} 人`,
    budget: (left: number, perDay: number) => `今天的催办短信：每校每天 ${count(perDay)} 条，还剩 ${count(left)} 条`,
    after: (left: number) => `，发送后剩 ${count(left)} 条`,
    send: (students: number) => `催办 ${count(students)} 人`,
    latest: "最近的催办",
    happened: (when: string, students: number) => `${when} 选中 ${count(students)} 人`,
    sentByWechat: (messages: number) => `微信已发 ${messages}`,
    sentBySms: (messages: number) => `短信已发 ${messages}`,
    waiting: (messages: number) => `发送中 ${messages}`,
    notSent: (messages: number) => `未送出 ${messages}`,
  },
  {
    remind: "Remind",
    title: "Remind stalled students",
    about:
      "Reminds the students matching the filters, by WeChat if they subscribed, otherwise by text message. It includes students who have not agreed to share progress; the school sees only their number. Nobody is reminded twice within 24 hours.",
    says: (words) => `Text message: ${words}`,
    chosen: "Stalled students matching the filters",
    byWechat: "By WeChat",
    bySms: "By text message",
    leftOut: "Not reminded",
    people: count,
    budget: (left, perDay) =>
      `Reminders by text message: ${count(perDay)} a day for each school, ${count(left)} left today`,
    after: (left) => `, ${count(left)} after this`,
    send: (students) => (students === 1 ? "Remind 1 student" : `Remind ${count(students)} students`),
    latest: "Latest reminders",
    happened: (when, students) =>
      students === 1 ? `${when}: 1 student chosen` : `${when}: ${count(students)} students chosen`,
    sentByWechat: (messages) => `sent by WeChat ${messages}`,
    sentBySms: (messages) => `by text message ${messages}`,
    waiting: (messages) => `being sent ${messages}`,
    notSent: (messages) => `not sent ${messages}`,
  },
);
