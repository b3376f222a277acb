/** Education categories, and lists of projects and of their stalled students. */
import { collectionStates, waitingForStudent } from "../collections/collection-states.ts";
import { studentColumns } from "../collections/lists.ts";
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import { list } from "../core/list.ts";
import { count, number, special, state, text, time, words } from "../core/list-columns.ts";
import { choice, integerFilter, limitedTo, search } from "../core/list-filters.ts";

/** Education categories that a school may offer. */
export const educationCategories = {
  graduate: { zh: "研究生", en: "Postgraduate" },
  bachelor: { zh: "普通本科", en: "Regular undergraduate" },
  associate: { zh: "普通专科", en: "Regular junior college" },
  adult: { zh: "成人高等教育", en: "Adult higher education" },
  online: { zh: "网络教育", en: "Online education" },
  "self-study": { zh: "自学考试", en: "Self-study examination" },
  vocational: { zh: "中等职业", en: "Secondary vocational education" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type EducationCategory = keyof typeof educationCategories;

export const isEducationCategory = isKeyOf(educationCategories);

export const allEducationCategories: readonly EducationCategory[] =
  Object.keys(educationCategories).filter(isEducationCategory);

export const projectList = list({
  name: "projects",
  route: "listProjects",
  empty: { zh: "还没有采集项目。请点“新建项目”。", en: "No projects yet. Please create one." },
  roles: ["school-admin", "department-admin", "operator"],
  key: "projectId",
  filters: {
    category: choice(
      "学历类别",
      "Category",
      allEducationCategories,
      (category) => educationCategories[category],
    ),
    graduationYear: integerFilter("毕业年份", "Graduation year", 2000, 2999),
    schoolCode: search("院校代码", "School code"),
  },
  columns: {
    schoolName: text("院校", "School", { width: 110 }),
    categoryLabel: words("学历类别", "Category", { width: 120 }),
    graduationYear: number("毕业年份", "Year"),
    label: state("状态", "State"),
    closesAt: time("最后一天", "Last day"),
    expected: count("应采", "Expected", {
      nullable: true,
      none: { zh: "未填", en: "not entered" },
      width: 78,
    }),
    collections: count("已开始", "Started"),
    completed: count("已完成", "Completed"),
    notStarted: count("未开始", "Not started", { nullable: true, width: 72 }),
    actions: special("操作", "Actions", { acts: true }),
  },
});

/** A student who stays at the same step for this time is stalled, unless the query sets another. */
export const stalledAfterDays = 3;

export const stalledList = list({
  name: "stalled",
  route: "listStalledStudents",
  empty: {
    zh: "没有停滞的学生。停留不到所选天数的不列出。",
    en: "Nobody is stalled for that many days.",
  },
  roles: ["school-admin", "department-admin", "operator"],
  key: "collectionId",
  filters: {
    state: choice(
      "当前步骤",
      "Current step",
      waitingForStudent,
      (state) => collectionStates[state].label,
    ),
    days: limitedTo("screen", integerFilter("停滞天数不少于", "Days, at least", 0, 365)),
    department: search("院系", "Department", 200),
    className: search("班级", "Class", 200),
    /** A file covers one project; on the screen, the page sets it. */
    projectId: limitedTo("file", search("项目", "Project")),
    stalledDays: limitedTo("file", integerFilter("停滞天数不少于", "Days, at least", 0, 365)),
  },
  columns: {
    displayedName: special("姓名", "Name"),
    displayedNumber: special("学号", "Student number"),
    displayedDepartment: special("院系", "Department"),
    displayedClass: special("班级", "Class"),
    ...studentColumns,
    label: state("当前步骤", "Current step"),
    since: time("开始停滞", "Since"),
    days: count("停滞天数", "Days"),
    remindedAt: time("最近提醒", "Last reminded", { only: "screen", nullable: true }),
  },
  file: {
    kind: "stalled-students",
    zh: "停滞学生",
    en: "Stalled students",
    required: ["projectId"],
  },
});

/** All schools of a province, in numbers; the page has its own layout. Counts from 1 to 4 are suppressed. */
export const provinceList = list({
  name: "province",
  roles: ["province-admin"],
  key: "projectId",
  filters: {
    graduationYear: limitedTo("file", integerFilter("毕业年份", "Graduation year", 2000, 2999)),
  },
  columns: {
    schoolCode: text("院校代码", "School code"),
    school: text("院校", "School"),
    projectLabel: words("采集项目", "Project"),
    expected: count("应采", "Expected", { nullable: true }),
    started: count("已开始（1 至 4 不列）", "Started (not 1 to 4)", { nullable: true }),
    completed: count("已完成（1 至 4 不列）", "Completed (not 1 to 4)", { nullable: true }),
    notStarted: count("未开始", "Not started", { nullable: true }),
    done: text("完成率", "Completed, %", { nullable: true }),
    refused: text("审核不通过率", "Rejected, %", { nullable: true }),
    overdue: count("审核超期（1 至 4 不列）", "Reviews overdue (not 1 to 4)", { nullable: true }),
    closesAt: time("关闭", "Closes"),
    daysLeft: count("剩余天数", "Days left"),
  },
  file: {
    kind: "province",
    zh: "全省进度",
    en: "Progress of the province",
    required: ["graduationYear"],
  },
});
