/** Lists of API keys, webhooks and deliveries, for a school's administrators and for operators. */
import { list } from "../core/list.ts";
import {
  count,
  lines,
  number,
  special,
  state,
  text,
  time,
  wordLines,
  words,
} from "../core/list-columns.ts";
import { choice, search } from "../core/list-filters.ts";
import { allDeliveryStates, deliveryStates } from "./webhooks.ts";

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
    lastUsedAt: time("最近使用", "Last used", {
      nullable: true,
      none: { zh: "从未", en: "never" },
    }),
    actions: special("操作", "Actions", { acts: true }),
  },
});

export const webhookList = list({
  name: "webhooks",
  route: "listWebhooks",
  empty: {
    zh: "还没有推送地址。学校管理员新建后，变更会主动通知到学校系统。",
    en: "No webhooks yet. A school administrator creates one; it notifies the school's system of changes.",
  },
  roles: ["school-admin", "operator"],
  key: "webhookId",
  filters,
  columns: {
    schoolName: text("院校", "School"),
    url: text("地址", "Address"),
    stateLabel: state("状态", "State"),
    failingSince: time("开始失败时间", "Failing since", { nullable: true }),
    createdAt: time("新建于", "Created on"),
    actions: special("操作", "Actions", { acts: true }),
  },
});

export const webhookDeliveryList = list({
  name: "webhook-deliveries",
  route: "listWebhookDeliveries",
  empty: { zh: "还没有推送。", en: "No deliveries yet." },
  roles: ["school-admin", "operator"],
  key: "deliveryId",
  filters: {
    state: choice("状态", "State", allDeliveryStates, (one) => deliveryStates[one].label),
  },
  columns: {
    url: text("地址", "Address"),
    event: text("事件", "Event"),
    at: time("时间", "Time", { seconds: true }),
    stateLabel: state("状态", "State"),
    tries: count("推送次数", "Attempts"),
    nextAt: time("下次推送", "Next attempt", { nullable: true }),
    status: number("HTTP 状态码", "HTTP status", { nullable: true }),
    answer: text("对方的响应", "Response", { nullable: true }),
    actions: special("操作", "Actions", { acts: true }),
  },
});
