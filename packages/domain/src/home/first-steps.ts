/** Setup steps of a new installation before students can begin, in order. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";

export const firstSteps = {
  "second-operator": {
    label: { zh: "第二位运营管理员", en: "A second operator" },
    why: {
      zh: "每个员工账号要两位运营管理员办理：一位建立，另一位确认",
      en: "Every staff account needs two operators: one makes it, another confirms it",
    },
  },
  connections: {
    label: { zh: "确认外部系统全部连通", en: "Check that every outside system can be reached" },
    why: {
      zh: "微信、支付、学信网、短信、存储",
      en: "WeChat, payment, CHSI, text messages, pictures",
    },
  },
  hotline: {
    label: { zh: "客服热线", en: "A number for students to call" },
    why: {
      zh: "学生找不到自己的学校时看到的电话，在“配置”页填写",
      en: "The telephone number shown to students who cannot find their school, set under Configuration",
    },
  },
  school: {
    label: { zh: "第一所院校", en: "The first school" },
    why: { zh: "逐个新建，或从表格批量导入", en: "One by one, or from a spreadsheet" },
  },
  "school-admin": {
    label: { zh: "院校的管理员", en: "An administrator of that school" },
    why: {
      zh: "确认项目、看进度、打印照片",
      en: "Confirms projects, sees progress, prints photos",
    },
  },
  reviewers: {
    label: { zh: "审核员和复核员", en: "A reviewer and a senior reviewer" },
    why: {
      zh: "复核员处理申诉和转交",
      en: "Senior reviewers decide appeals and what others hand to them",
    },
  },
  finance: {
    label: { zh: "两位财务", en: "Two finance staff" },
    why: {
      zh: "大额退款由一人发起、另一人复核",
      en: "A large refund is started by one and approved by the other",
    },
  },
  project: {
    label: { zh: "第一个采集项目", en: "The first project" },
    why: {
      zh: "院校、学历类别、费用、规格和采集时间",
      en: "School, category, fee, spec and when it is open",
    },
  },
  confirmed: {
    label: { zh: "确认发布项目", en: "Confirm the project" },
    why: {
      zh: "核对规格和采集时间后，在项目页按“确认发布”；学生才看得到",
      en: "Once spec and window are right, confirm it on the page of projects; only then students see it",
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly label: Bilingual; readonly why: Bilingual }>
>;

export type FirstStep = keyof typeof firstSteps;

export const allFirstSteps = keysOf(firstSteps);
