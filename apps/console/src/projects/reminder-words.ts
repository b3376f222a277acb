/** What the console says about reminding stalled students. */
import { wordsOf } from "../lib/words.ts";

export const reminderWords = wordsOf(
  {
    remind: "催办",
    title: "催办停滞学生",
    about:
      "提醒按当前筛选选中的学生继续完成采集：订阅了微信通知的收微信，其余收短信。含未同意向学校提供进度的学生，学校只看到人数。同一学生 24 小时内只提醒一次。",
    says: (words: string) => `短信内容：${words}`,
    chosen: "符合筛选的停滞学生",
    byWechat: "将发微信通知",
    bySms: "将发短信",
    leftOut: "不提醒",
    people: (count: number) => `${count} 人`,
    budget: (left: number, perDay: number) => `今天的催办短信：每校每天 ${perDay} 条，还剩 ${left} 条`,
    after: (left: number) => `，发送后剩 ${left} 条`,
    send: (students: number) => `提醒 ${students} 人`,
    latest: "最近的催办",
    happened: (when: string, students: number) => `${when} 选中 ${students} 人`,
    sentByWechat: (messages: number) => `微信已发 ${messages}`,
    sentBySms: (messages: number) => `短信已发 ${messages}`,
    waiting: (messages: number) => `发送中 ${messages}`,
    notSent: (messages: number) => `未送出 ${messages}`,
  },
  {
    remind: "Remind",
    title: "Remind stalled students",
    about:
      "Reminds the students chosen by the filters to go on: by WeChat those who subscribed, by text message the others. Those who have not agreed to their school being told are among them; of these the school learns the number alone. Nobody is reminded twice within 24 hours.",
    says: (words) => `The text message: ${words}`,
    chosen: "Stalled students within the filters",
    byWechat: "To be told by WeChat",
    bySms: "To be told by text message",
    leftOut: "Not reminded",
    people: (count) => String(count),
    budget: (left, perDay) => `Text messages of reminders: ${perDay} a day for each school, ${left} left today`,
    after: (left) => `, ${left} after this`,
    send: (students) => (students === 1 ? "Remind 1 student" : `Remind ${students} students`),
    latest: "Latest reminders",
    happened: (when, students) =>
      students === 1 ? `${when}: 1 student chosen` : `${when}: ${students} students chosen`,
    sentByWechat: (messages) => `sent by WeChat ${messages}`,
    sentBySms: (messages) => `by text message ${messages}`,
    waiting: (messages) => `on their way ${messages}`,
    notSent: (messages) => `not sent ${messages}`,
  },
);
