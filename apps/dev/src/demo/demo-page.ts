/** The page /demo: whom a visitor can be, one click each. */
import { type Bilingual, brand, type Language, roles } from "@gradphoto/domain";
import { demoStaff } from "../seed/demo-staff.ts";
import { guidedPath, studentsByStep } from "./demo-people.ts";

const words = {
  zh: {
    title: "演示",
    other: "English",
    otherLanguage: "en",
    intro: "这里的人和订单都是虚构的。点一下，就以那个人的身份登录，不用密码。",
    path: "五步看完全程",
    staff: "工作台：选一个岗位",
    students: "学生端：选一名学生，看不同进度的页面",
    newStudent: "从头开始的新学生",
    codes: "需要验证码或采集码时",
    sms: "短信验证码",
    chsi: "学信网（模拟）：领取采集码",
    hold: "审核决定 15 秒后生效（正式使用时为 5 分钟）。",
    bar: "每一页左侧的“演示”随页而变：拍照页有样片，登录页有短信验证码，采集码页有采集码，支付页可以模拟支付。",
    preparing: (percent: number) => `人物正在准备：${percent}%。准备好之后，就可以登录成任何人；现在可以先试一张照片。`,
    none: "还没有演示人物。刚启动时请稍等，页面会自动刷新。若几分钟后仍没有：停止服务，删除 data 文件夹，再启动一次。",
  },
  en: {
    title: "Demo",
    other: "中文",
    otherLanguage: "zh",
    intro: "All people and orders here are invented. One click signs you in as that person, without a password.",
    path: "Guided tour in five steps",
    staff: "Console: choose a role",
    students: "Student app: choose a student",
    newStudent: "A new student, from the start",
    codes: "When a code is asked for",
    sms: "SMS codes",
    chsi: "CHSI (simulated): get a collection code",
    hold: "Decisions take effect after 15 seconds here, and after 5 minutes in production.",
    bar: "“Demo” at the left of each page has what the page asks for: sample photos, the SMS code, a collection code, a simulated payment.",
    preparing: (percent: number) =>
      `The demo people are being prepared: ${percent} %. Then you can be anybody; until then, try a photo.`,
    none: "No demo people yet. After a start, wait a moment: this page refreshes itself. If nothing appears after some minutes, stop the service, delete the folder data, and start again.",
  },
} as const;

const style = `:root{color-scheme:light dark;--line:light-dark(#e0d9cd,#343a44);--ink:light-dark(#1f3a5f,#9dbdea)}
body{max-width:44rem;margin:0 auto;padding:1rem;background:light-dark(#f6f3ee,#14171c);color:light-dark(#22272e,#eae7e1);font:16px/1.7 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1,h2,a{color:var(--ink)}h1{font-size:1.7rem}h2{margin-top:2rem;font-size:1.2rem}nav{text-align:right}ol{padding-left:1.4rem}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));gap:.5rem}form{margin:0}
button,.button{display:block;width:100%;box-sizing:border-box;padding:.6rem .8rem;border:1px solid var(--line);border-radius:.5rem;background:light-dark(#fff,#1d2229);color:var(--ink);font:inherit;text-align:left;text-decoration:none;cursor:pointer}
small{display:block;color:light-dark(#5d6570,#9aa3af)}`;

export interface DemoState {
  readonly sandboxUrl: string;
  /** Keys of the students who exist. */
  readonly students: readonly string[];
  /** Share of the history that is written; null without one. */
  readonly share: number | null;
}

const signIn = (path: string, label: string, about = ""): string =>
  `<form method="post" action="/demo/${path}"><button>${label}${about === "" ? "" : `<small>${about}</small>`}</button></form>`;

export function demoPage(language: Language, { sandboxUrl, students, share }: DemoState): string {
  const text = words[language];
  const of = (label: Bilingual): string => label[language];
  const link = (url: string, label: string): string => `<a class="button" href="${url}">${label}</a>`;
  const isPreparing = share === null || share < 1;
  // The history signs the same people in, in the past, so until it ends nobody else may.
  const stops = guidedPath.map(({ label, to }) =>
    "link" in to ? link(to.link, of(label)) : isPreparing ? of(label) : signIn(`staff/${to.staff}`, of(label)),
  );
  const existing = isPreparing ? [] : studentsByStep.filter(({ key }) => students.includes(key));
  const staff = isPreparing ? [] : demoStaff;
  const preparing = share === null ? text.none : text.preparing(Math.floor(share * 100));
  const notice = isPreparing ? preparing : "";
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">${isPreparing ? '<meta http-equiv="refresh" content="5">' : ""}
<title>${of(brand)} ${text.title}</title><style>${style}</style></head><body>
<nav><a href="/">${of(brand)}</a> · <a href="/demo?language=${text.otherLanguage}">${text.other}</a></nav>
<main><h1>${text.title}</h1><p>${text.intro}</p>${notice === "" ? "" : `<p id="people">${notice}</p>`}
<h2>${text.path}</h2><ol>${stops.map((stop) => `<li>${stop}</li>`).join("")}</ol>
<h2>${text.staff}</h2><div class="grid">${staff.map(({ username, role }) => signIn(`staff/${username}`, of(roles[role]), username)).join("")}</div>
<h2>${text.students}</h2><div class="grid">${existing.map(({ key, label }) => signIn(`student/${key}`, of(label))).join("")}${link("/", text.newStudent)}</div>
<h2>${text.codes}</h2><div class="grid">${link(`${sandboxUrl}/sms`, text.sms)}${link(`${sandboxUrl}/chsi`, text.chsi)}</div>
<p>${text.bar}<br>${text.hold}</p></main></body></html>`;
}
