/** API keys of a school as a list for its administrators and for operators. */
import { list } from "../core/list.ts";
import { lines, special, state, text, time, wordLines, words } from "../core/list-columns.ts";
import { search } from "../core/list-filters.ts";

const filters = { schoolCode: search("院校代码", "School code") };

export const apiKeyList = list({
  name: "api-keys",
  route: "listApiKeys",
  empty: {
    zh: "还没有密钥。学校管理员新建后，由另一位管理员或运营确认。",
    en: "No keys yet. A school administrator creates one; another, or an operator, confirms it.",
  },
  roles: ["school-admin", "operator"],
  key: "keyId",
  filters,
  columns: {
    schoolName: text("院校", "School"),
    name: text("名称", "Name"),
    stateLabel: state("状态", "State"),
    scopes: wordLines("权限", "Scopes"),
    projects: words("采集项目", "Projects"),
    networks: lines("允许的网络", "Allowed networks"),
    createdBy: text("新建人", "Created by"),
    confirmedBy: text("确认人", "Confirmed by", { nullable: true }),
    expiresAt: time("到期", "Expires"),
    lastUsedAt: time("最近使用", "Last used", { nullable: true, none: { zh: "从未", en: "never" } }),
    actions: special("操作", "Actions", { acts: true }),
  },
});
