/** Refusals on an on-site day: each text says what the student or the helper does next. */
import { error } from "../core/error.ts";

export const siteDayErrors = {
  "site-link-ended": error(
    410,
    "这个拍摄码已失效。请向老师要新的拍摄码。",
    "This camera code no longer works. Please ask the teacher for the new one.",
  ),
  "site-day-not-begun": error(
    409,
    "现场拍摄日是 {day}，还没有到。请当天再来。",
    "The on-site day is {day}, which has not come yet. Please come back on that day.",
  ),
  "site-day-ended": error(
    410,
    "{day} 的现场拍摄已经结束。没拍到的同学可以自己拍照上传，或等下一场。",
    "The on-site day of {day} is over. Whoever missed it can upload a photo themselves, or come to the next one.",
  ),
  "site-day-exists": error(
    409,
    "这一天已经开了现场拍摄，请直接使用那一场。",
    "An on-site day is open for this date already. Please use that one.",
  ),
  "site-day-outside-project": error(
    422,
    "日期必须是今天或以后，并在项目开放时间内。请重新选择。",
    "The date must be today or later, and within the project's window. Please choose another.",
  ),
  "site-wrong-project": error(
    422,
    "这个采集码属于其他院校、学历类别或毕业年份，不在本场拍摄。请核对后到对应的场次。",
    "This code is of another school, category or graduation year, which is not photographed here. Please check and go to the right session.",
  ),
  "site-not-started": error(
    409,
    "这位同学还没有在本项目开始采集。请同学用自己的手机扫下方二维码，登录、缴费并确认同意后再来拍。",
    "This student has not started here yet. They scan the code below with their own phone, sign in, pay and agree; then take the photo.",
  ),
  "site-not-paid": error(
    409,
    "这位同学还没有缴费。请同学用自己的手机扫下方二维码完成支付，再来拍。",
    "This student has not paid yet. They scan the code below with their own phone and pay; then take the photo.",
  ),
  "site-consent-missing": error(
    409,
    "这位同学还没有确认同意。请同学用自己的手机扫下方二维码，阅读并同意后再来拍。",
    "This student has not agreed yet. They scan the code below with their own phone, read and agree; then take the photo.",
  ),
  "site-nothing-to-shoot": error(
    409,
    "这位同学现在是“{state}”，不用再拍。如需重拍，请同学在自己的手机上查看下一步。",
    "The state of this student is “{state}”: there is no photo to take. They see the next step on their own phone.",
  ),
  "site-queue-sign-in": error(
    401,
    "这个网络上没有登录的手机取号太多。请先登录，再取号。",
    "Too many phones at this network took numbers without signing in. Please sign in, then take your number.",
  ),
  "site-queue-full": error(
    409,
    "今天的号已经取完。请直接到现场找老师安排。",
    "All numbers of today are taken. Please go to the teacher on site.",
  ),
} as const;
