/** The page /demo: the tour of five places, and whom a visitor can be, one click each. */
import {
  type Bilingual,
  brand,
  configurationValueWords,
  type Language,
  roles,
} from "@gradphoto/domain";
import { demoConfiguration } from "../seed/demo-configuration.ts";
import { demoStaff } from "../seed/demo-staff.ts";
import { studentsByStep, tour } from "./demo-people.ts";

const words = {
  zh: {
    title: "演示",
    other: "English",
    otherLanguage: "en",
    intro: "这里的人和订单都是虚构的。点一下，就以那个人的身份进去，不用密码。",
    tour: "五处看完全程",
    seen: (count: number) => `你已看过 ${count}/${tour.length}`,
    visited: "已看过",
    minutes: (count: number) => `约 ${count} 分钟`,
    place: (at: number) => `第 ${at} 处`,
    staff: "工作台：每个岗位",
    students: "学生端：走到不同地步的学生",
    newStudent: "从头开始的新学生",
    codes: "替身：短信与学信网",
    sms: "短信验证码",
    chsi: "学信网（模拟）：领取采集码",
    hold: (time: string) => `审核决定在演示里 ${time}后生效，正式使用时不少于 5 分钟。`,
    preparing: (percent: number) =>
      `其余人物正在准备（${percent}%），一分钟左右就好，页面会自己刷新。亮着的现在就能点。`,
    none: "还没有演示人物。刚启动时请稍等，页面会自动刷新。若几分钟后仍没有：停止服务，删除 data 文件夹，再启动一次。",
  },
  en: {
    title: "Demo",
    other: "中文",
    otherLanguage: "zh",
    intro:
      "All people and orders here are invented. One click and you are that person, without a password.",
    tour: "The tour in five places",
    seen: (count: number) => `You have seen ${count} of ${tour.length}`,
    visited: "seen",
    minutes: (count: number) => `about ${count} min`,
    place: (at: number) => `Place ${at}`,
    staff: "Console: each role",
    students: "Student app: students at each step",
    newStudent: "A new student, from the start",
    codes: "Stand-ins: SMS and CHSI",
    sms: "SMS codes",
    chsi: "CHSI (simulated): get a collection code",
    hold: (time: string) =>
      `Decisions take effect after ${time} in the demo, and after 5 minutes or more in production.`,
    preparing: (percent: number) =>
      `The other people are being prepared (${percent} %); about a minute, and this page refreshes itself. What is not grey is open now.`,
    none: "No demo people yet. After a start, wait a moment: this page refreshes itself. If nothing appears after some minutes, stop the service, delete the folder data, and start again.",
  },
} as const;

export interface DemoState {
  readonly sandboxUrl: string;
  /** Keys of the students who exist. */
  readonly students: readonly string[];
  /** Share of the history that is written; null without one. */
  readonly share: number | null;
  /** Numbers of the tour's places that the visitor opened, from 1. */
  readonly seen: readonly number[];
}

export function demoPage(
  language: Language,
  { sandboxUrl, students, share, seen }: DemoState,
): string {
  const text = words[language];
  const of = (label: Bilingual): string => label[language];
  // The history signs the same people in, in the past, so until it ends nobody else may.
  const isPreparing = share === null || share < 1;
  const off = (needsPeople: boolean): string => (needsPeople && isPreparing ? " disabled" : "");
  const cards = tour.map(({ title, person, about, minutes, picture, staff }, index) => {
    const at = index + 1;
    const mark = seen.includes(at) ? `<b class="seen">✓ ${text.visited}</b>` : "";
    return `<li><form method="post" action="/demo/places/${at}"><button class="card"${off(staff !== null)}>
<span class="picture"><img class="${picture}" src="/demo/pictures/${picture}.webp" alt=""></span><span class="place">${text.place(at)} · ${text.minutes(minutes)}${mark}</span>
<strong>${of(title)}</strong><em>${of(person)}</em><span>${of(about)}</span></button></form></li>`;
  });
  const small = (
    path: string,
    symbol: string,
    label: string,
    about: string,
    needsPeople: boolean,
  ): string =>
    `<form method="post" action="/demo/${path}"><button class="small"${off(needsPeople)}><i>${symbol}</i><span>${label}<small>${about}</small></span></button></form>`;
  const link = (url: string, symbol: string, label: string): string =>
    `<a class="small" href="${url}"><i>${symbol}</i><span>${label}</span></a>`;
  const staff = demoStaff.map(({ username, name, role }) => {
    // The Chinese names of auditor and reviewer begin alike.
    const symbol =
      role === "auditor" ? { zh: "计", en: "A" }[language] : ([...of(roles[role])][0] ?? "");
    return small(`staff/${username}`, symbol, of(roles[role]), name, true);
  });
  const existing = studentsByStep
    .filter(({ key }) => isPreparing || students.includes(key))
    .map(({ key, label }, index) =>
      small(`student/${key}`, String(index + 1), of(label), "", true),
    );
  const preparing = share === null ? text.none : text.preparing(Math.floor(share * 100));
  const hold = of(configurationValueWords("decision-hold", "", demoConfiguration["decision-hold"]));
  return `<!doctype html><html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">${isPreparing ? '<meta http-equiv="refresh" content="5">' : ""}
<title>${of(brand)} ${text.title}</title><link rel="icon" href="/static/mark.svg"><link rel="stylesheet" href="/demo/page.css"></head><body>
<nav><a href="/"><img src="/static/mark.svg" alt=""> ${of(brand)}</a><a href="/demo?language=${text.otherLanguage}">${text.other}</a></nav>
<main><h1>${text.title}</h1><p>${text.intro}</p>${isPreparing ? `<p id="people">${preparing}</p>` : ""}
<h2>${text.tour}<small id="progress">${text.seen(seen.length)}</small></h2><ol class="tour">${cards.join("")}</ol>
<p>${text.hold(hold)}</p>
<h2>${text.staff}</h2><div class="grid">${staff.join("")}</div>
<h2>${text.students}</h2><div class="grid">${small("student", "新", text.newStudent, "", false)}${existing.join("")}</div>
<h2>${text.codes}</h2><div class="grid">${link(`${sandboxUrl}/sms`, "信", text.sms)}${link(`${sandboxUrl}/chsi`, "码", text.chsi)}</div>
</main></body></html>`;
}
