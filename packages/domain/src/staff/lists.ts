/** Staff as operators list them. */
import { list } from "../core/list.ts";
import { count, special, text, time, wordLines, words } from "../core/list-columns.ts";
import { choice, onlyOn, search } from "../core/list-filters.ts";
import { roles, staffRoles } from "../core/roles.ts";
import { allStaffStates, staffStates } from "./staff-states.ts";

export const staffList = list({
  name: "staff",
  route: "listStaff",
  roles: ["operator"],
  key: "staffId",
  filters: {
    text: search("用户名或院校", "User name or school"),
    role: choice("岗位", "Role", staffRoles, (one) => roles[one]),
    schoolCode: onlyOn("file", search("院校代码", "School code")),
    state: choice("状态", "State", allStaffStates, (one) => staffStates[one].label),
  },
  columns: {
    username: text("用户名", "User name"),
    name: text("姓名", "Name"),
    posts: special("岗位", "Roles"),
    postLines: wordLines("岗位", "Roles", { only: "file" }),
    state: special("状态", "State"),
    stateLabel: words("状态", "State", { only: "file" }),
    openSessions: count("登录会话", "Sessions", { only: "screen" }),
    lastSeenAt: time("最近使用", "Last used", { nullable: true }),
    createdAt: time("建立时间", "Created", { hidden: true }),
    actions: special("操作", "Actions", { acts: true }),
  },
  file: { kind: "staff", zh: "员工", en: "Staff" },
});
