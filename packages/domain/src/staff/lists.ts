/** Staff as a list for operators, and for a school the administrators of its departments. */
import { list } from "../core/list.ts";
import { count, special, text, time } from "../core/list-columns.ts";
import { choice, search } from "../core/list-filters.ts";
import { roles, staffRoles } from "../core/roles.ts";
import { allStaffStates, staffStates } from "./staff-states.ts";

export const staffList = list({
  name: "staff",
  route: "listStaff",
  empty: {
    zh: "还没有员工账号。请添加，或从表格导入。",
    en: "No accounts yet. Add one, or import a sheet.",
  },
  roles: ["operator", "school-admin"],
  key: "staffId",
  filters: {
    text: search("用户名或院校", "User name or school"),
    role: choice("岗位", "Role", staffRoles, (one) => roles[one]),
    state: choice("状态", "State", allStaffStates, (one) => staffStates[one].label),
  },
  columns: {
    username: text("用户名", "User name"),
    name: text("姓名", "Name"),
    posts: special("岗位", "Roles"),
    state: special("状态", "State"),
    openSessions: count("登录会话", "Sessions"),
    lastSeenAt: time("最近使用", "Last used", { nullable: true }),
    actions: special("操作", "Actions", { acts: true }),
  },
});
