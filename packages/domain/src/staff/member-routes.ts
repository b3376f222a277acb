/** Routes with which operators manage staff: accounts, roles, access. */
import { z } from "zod";
import {
  bilingualSchema,
  department,
  id,
  instant,
  openCode,
  pageQuery,
  plannedRow,
  province,
  schoolCode,
  sheetCell,
  typedText,
} from "../core/fields.ts";
import { allImportFates } from "../core/import-fates.ts";
import { filtersOf, itemOf } from "../core/list-schemas.ts";
import { staffRoles } from "../core/roles.ts";
import type { RouteDefinition } from "../core/route-row.ts";
import type { RouteName } from "../core/route-table.ts";
import { postSchema, staffAccountSchema } from "./account-routes.ts";
import { staffList } from "./lists.ts";
import { allStaffStates } from "./staff-states.ts";

/** Upper bound, because hashing a password for each account takes time. */
const maxImportedStaff = 200;

const importCells = {
  /** Empty: a user name is proposed from the pinyin of the name. */
  username: sheetCell,
  name: sheetCell,
  /** The label or the code of the role. */
  role: sheetCell,
  schoolCode: sheetCell,
  /** Only of an administrator of a department. */
  department: sheetCell,
  /** Only of an administrator of a province: its name or code. */
  province: sheetCell,
};

const importBody = z.object({ rows: z.array(z.object(importCells)).min(1).max(maxImportedStaff) });

export const staffImportRoutes = {
  planStaffImport: {
    summary: {
      zh: "批量导入员工前的预览",
      en: "Preview of an import of staff, row by row; stores nothing",
    },
    roles: ["operator"],
    body: importBody,
    answers: z.object({ rows: z.array(plannedRow(importCells)) }),
  },
  importStaff: {
    summary: {
      zh: "批量新建员工，取得初始密码；有误时一行不写",
      en: "Create many accounts and get their initial passwords; none while a row is faulty",
    },
    roles: ["operator"],
    body: importBody,
    /** One result for each row, in the same order. */
    answers: z.object({
      rows: z.array(
        z.object({
          username: z.string(),
          name: z.string(),
          roleLabel: bilingualSchema,
          schoolName: z.string().nullable(),
          fate: z.enum(allImportFates),
          /** Displayed once, only its hash is stored; null if no account was created. */
          initialPassword: z.string().nullable(),
        }),
      ),
    }),
    errors: ["import-faulty"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;

const role = z.enum(staffRoles);
const staffParams = z.object({ staffId: id });

/** Role and its scope: school, department or province. */
const postFields = {
  role,
  schoolCode: schoolCode.nullable(),
  department: department.optional(),
  province: province.optional(),
};

/** Errors for a role and scope that do not match. */
const postFieldErrors = [
  "school-not-found",
  "staff-school-unfitting",
  "staff-department-unfitting",
  "staff-province-unfitting",
] as const;

const postErrors = [
  ...["not-found", ...postFieldErrors, "staff-own-account", "staff-waits"],
  ...["staff-post-held", "staff-auditor-alone", "staff-finance-apart"],
] as const;

/** `lastSeenAt` is the time of the last request in a session that has not ended; null if there is none. */
const staffMemberSchema = itemOf(staffList, {
  ...staffAccountSchema.omit({ recoveryCodesLeft: true, postId: true }).shape,
  /** Time since which the person may not sign in; null if they may. */
  disabledAt: instant.nullable(),
  /** The last change that another operator has to confirm before the person may sign in; null if none is pending. */
  unconfirmed: z
    .object({
      byStaffId: id,
      byName: z.string(),
      at: instant,
      what: openCode,
      whatLabel: bilingualSchema,
      /** The post that requires the second operator. */
      post: postSchema,
    })
    .nullable(),
});

/** Displayed once, only its hash is stored, valid for a week. */
const initialPassword = z.string();

export const staffMemberRoutes = {
  listStaff: {
    summary: {
      zh: "员工列表；学校只看到本校的院系管理员",
      en: "Staff, latest first; a school sees its departments' administrators",
    },
    roles: staffList.roles,
    query: z.object({
      ...filtersOf(staffList),
      state: z.enum(["all", ...allStaffStates]).default("all"),
      ...pageQuery,
    }),
    answers: z.object({ staff: z.array(staffMemberSchema), next: z.string().nullable() }),
  },
  readStaffMember: {
    summary: { zh: "一位员工", en: "One member of staff" },
    roles: ["operator"],
    params: staffParams,
    answers: staffMemberSchema,
    errors: ["not-found"],
  },
  createStaff: {
    summary: {
      zh: "新建员工，取得初始密码；学校只能新建本校的院系管理员",
      en: "Create a member of staff and get the initial password; a school only administrators of its departments",
    },
    roles: staffList.roles,
    body: z.object({
      /** Lower-case letters, digits, dots, hyphens. */
      username: typedText(64)
        .toLowerCase()
        .regex(/^[a-z0-9][a-z0-9._-]{2,63}$/),
      name: typedText(60),
      role,
      /** Required for administrators of a school or of a department, not allowed for others. */
      schoolCode: schoolCode.optional(),
      /** Required for a department administrator, not allowed for others. */
      department: department.optional(),
      /** Required for a province administrator, not allowed for others. */
      province: province.optional(),
    }),
    answers: z.object({ member: staffMemberSchema, initialPassword }),
    errors: ["username-taken", ...postFieldErrors],
  },
  changeStaff: {
    summary: { zh: "修改员工姓名、岗位、院校", en: "Change name, role and school" },
    roles: ["operator"],
    params: staffParams,
    body: z.object({ name: typedText(60), ...postFields }),
    answers: staffMemberSchema,
    errors: postErrors,
  },
  addStaffPost: {
    summary: {
      zh: "给员工增加一个岗位，另一位运营管理员确认后此人可登录",
      en: "Give a member of staff one more role; they may sign in once another operator has confirmed it",
    },
    roles: ["operator"],
    params: staffParams,
    body: z.object(postFields),
    answers: staffMemberSchema,
    errors: postErrors,
  },
  removeStaffPost: {
    summary: {
      zh: "取消员工的一个岗位，其在该岗位上的会话随即结束",
      en: "Take a role from a member of staff; the sessions that act in it end",
    },
    roles: ["operator"],
    params: z.object({ staffId: id, postId: id }),
    answers: staffMemberSchema,
    errors: ["not-found", "staff-own-account", "staff-waits", "staff-last-post"],
  },
  disableStaff: {
    summary: {
      zh: "停用员工，其会话随即结束",
      en: "Disable a member of staff; their sessions end",
    },
    roles: staffList.roles,
    params: staffParams,
    answers: staffMemberSchema,
    errors: ["not-found", "staff-own-account"],
  },
  enableStaff: {
    summary: { zh: "恢复员工", en: "Enable a member of staff again" },
    roles: ["operator"],
    params: staffParams,
    answers: staffMemberSchema,
    errors: ["not-found", "staff-waits"],
  },
  resetStaffAccess: {
    summary: {
      zh: "重置密码，可同时解除动态码；其会话随即结束",
      en: "Reset to a new initial password and, on request, new one-time codes; their sessions end",
    },
    roles: ["operator"],
    params: staffParams,
    body: z.object({ reset: z.enum(["password", "password-and-totp"]) }),
    answers: z.object({ member: staffMemberSchema, initialPassword }),
    errors: ["not-found", "staff-own-account", "staff-waits"],
  },
  confirmStaff: {
    summary: {
      zh: "确认另一位运营管理员对账号的操作，此人随后可登录",
      en: "Confirm what another operator did to an account; the person may then sign in",
    },
    roles: ["operator"],
    params: staffParams,
    /** Time of the pending change that the caller saw. */
    body: z.object({ seenAt: instant }),
    answers: staffMemberSchema,
    errors: [
      "not-found",
      "staff-own-account",
      "staff-not-waiting",
      "staff-second-operator-needed",
      "staff-act-changed",
    ],
  },
  endStaffSessions: {
    summary: { zh: "结束员工的全部会话", en: "End every session of a member of staff" },
    roles: ["operator"],
    params: staffParams,
    answers: z.object({ ended: z.int().min(0) }),
    errors: ["not-found"],
  },
} as const satisfies Partial<Record<RouteName, RouteDefinition>>;
