/** Texts about on-site days. */
import { wordsOf } from "../lib/words.ts";

export const siteDayWords = wordsOf(
  {
    about:
      "新建一个拍摄日：老师的手机扫“拍摄码”给全班拍照，走廊贴“排号码”，学生扫码取号。当天结束后自动关闭。",
    open: "新建拍摄日",
    day: "日期（北京时间）",
    none: "还没有现场拍摄日",
    toSiteDays: "到“现场拍摄”新建",
    state: "状态",
    identified: "已核验",
    photos: "照片",
    back: "返回现场拍摄",
    photosOf: (taken: number, good: number, unfit: number) =>
      `${taken}（合格 ${good}，需重拍 ${unfit}）`,
    line: "叫号",
    lineOf: (called: number, waiting: number) => `已叫 ${called}，等候 ${waiting}`,
    renew: "换新拍摄码",
    renewSure: "旧的拍摄码马上失效，已用它打开的手机需要重新扫码。",
    poster: "排号海报",
    clear: "清空排队",
    clearSure: "正在等候的号全部作废，这些同学需要重新取号；已叫过的号不变。",
    end: "结束",
    endSure: "结束后不能再核验和取号；已拍的照片仍会传完。",
    codes: (day: string) => `${day} 的两个二维码`,
    shooting: "拍摄码：给负责拍照的手机",
    shootingOnce: "只显示这一次，请现在扫；不要贴出来。需要时可换新。",
    queue: "排号码：贴在走廊",
    queueAbout: "谁都可以扫，用来取号和看叫到几号。",
    copy: "复制链接",
    close: "完成",
    print: "打印",
    posterTitle: "扫码排号",
    posterAbout: "用手机扫码取号，轮到您时手机上会提示",
    posterPrefix: "请先在自己的手机上完成缴费和同意，并准备好学信网采集码",
  },
  {
    about:
      "Open a day: a teacher scans the camera code and photographs the class; the queue code is posted in the corridor for students to take a number. The day closes by itself at midnight.",
    open: "Open an on-site day",
    day: "Date (Beijing time)",
    none: "No on-site day yet",
    toSiteDays: "Open one under On-site days",
    state: "State",
    identified: "Identified",
    photos: "Photos",
    back: "Back to on-site days",
    photosOf: (taken, good, unfit) => `${taken} (${good} good, ${unfit} to be retaken)`,
    line: "Queue",
    lineOf: (called, waiting) => `${called} called, ${waiting} waiting`,
    renew: "New camera code",
    renewSure:
      "The old camera code stops working at once; phones that used it must scan the new one.",
    poster: "Queue poster",
    clear: "Clear the queue",
    clearSure:
      "All waiting numbers become void and those students must take a new one; numbers already called stay.",
    end: "End",
    endSure:
      "After that nobody can be identified or take a number; photos already taken are still uploaded.",
    codes: (day) => `The two codes of ${day}`,
    shooting: "Camera code: for the phones that take photos",
    shootingOnce:
      "Shown only once: scan it now and do not post it. You can make a new one when needed.",
    queue: "Queue code: to post in the corridor",
    queueAbout: "Anyone can scan it to take a number and see which number is being called.",
    copy: "Copy the link",
    close: "Scanned",
    print: "Print",
    posterTitle: "Take a number",
    posterAbout: "Scan to take a number; your phone tells you when it is your turn",
    posterPrefix:
      "Please pay and give your consent on your own phone first, and have your CHSI collection code ready",
  },
);
