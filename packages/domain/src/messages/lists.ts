/** The log of messages to students as a list. */
import { list } from "../core/list.ts";
import { id, special, state, text, time, words } from "../core/list-columns.ts";
import { choice, days } from "../core/list-filters.ts";
import { allMessageStates, messageStates } from "./message-states.ts";
import { messageTemplateCodes, messageTemplates } from "./message-templates.ts";

export const messageList = list({
  name: "messages",
  route: "listMessages",
  empty: {
    zh: "还没有发过通知。审核结果和催办的通知会列在这里。",
    en: "No messages yet. Results and reminders are listed here once they are sent.",
  },
  roles: ["operator"],
  key: "messageId",
  filters: {
    state: choice("状态", "State", allMessageStates, (one) => messageStates[one].label),
    template: choice("通知", "Message", messageTemplateCodes, (one) => messageTemplates[one].label),
    ...days,
  },
  columns: {
    createdAt: time("时间", "When", { width: 140 }),
    collectionId: id("采集编号", "Collection", { width: 110 }),
    label: words("通知", "Message", { width: 150 }),
    stateLabel: state("状态", "State", { width: 140 }),
    channelLabel: words("渠道", "Channel", { nullable: true, width: 108 }),
    text: text("短信内容", "Text message", { nullable: true, width: 210 }),
    actions: special("操作", "Actions", { acts: true, width: 108 }),
  },
});
