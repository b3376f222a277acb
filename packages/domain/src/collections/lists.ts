/** Lists of collections for export: the students of a school or a project, and their finished photos. */
import { list } from "../core/list.ts";
import { id, number, text, time, words } from "../core/list-columns.ts";
import { choice, search } from "../core/list-filters.ts";
import { allCollectionStates, collectionStates } from "./collection-states.ts";

/** Student number and full name for the student's own school; for the service the name is masked. */
export const studentColumns = {
  studentNumber: text("学号", "Student number", { only: "file" }),
  name: text("姓名", "Name", { only: "file" }),
  department: text("院系", "Department", { only: "file" }),
  major: text("专业", "Major", { only: "file" }),
  className: text("班级", "Class", { only: "file" }),
} as const;

/** Department or class, spelled as in the progress of the project. */
const place = {
  department: search("院系", "Department", 200),
  className: search("班级", "Class", 200),
};

export const schoolCollectionList = list({
  name: "school-collections",
  roles: ["school-admin", "department-admin", "operator"],
  key: "collectionId",
  filters: {
    schoolCode: search("院校代码", "School code"),
    projectId: search("项目", "Project"),
    state: choice("状态", "State", allCollectionStates, (one) => collectionStates[one].label),
    ...place,
  },
  columns: {
    school: text("院校", "School"),
    category: words("学历类别", "Education category"),
    graduationYear: number("毕业年份", "Graduation year"),
    ...studentColumns,
    level: text("层次", "Level"),
    state: words("状态", "State"),
    stateSince: time("状态时间", "Since"),
    startedAt: time("开始时间", "Started"),
    collectionId: id("采集编号", "Collection"),
  },
  file: { kind: "school-collections", zh: "已开始学生名单", en: "Students who started" },
});

/** Same columns as the list that accompanies the ZIP. */
export const finishedPhotoList = list({
  name: "finished-photos",
  roles: ["school-admin", "department-admin", "operator"],
  key: "file",
  filters: { projectId: search("项目", "Project"), ...place },
  columns: {
    file: text("文件名", "File"),
    ...studentColumns,
    sha256: text("SHA-256", "SHA-256", { nullable: true }),
  },
  file: {
    kind: "finished-photos",
    zh: "证照压缩包",
    en: "Standard photos",
    formats: ["zip"],
    required: ["projectId"],
  },
});
