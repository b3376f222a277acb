/** The log of messages to students, and sending the last one of a collection again. */
import { allMessageStates, messageStates, messageTemplateCodes, messageTemplates } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App } from "antd";
import { moment } from "../lib/amounts.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import type { FilterValues } from "../parts/data-list/filters.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";

const words = wordsOf(
  {
    title: "通知记录",
    about: "发给学生的微信订阅通知，保留三十天。每位学生最近的一条可以重发，会用去一次订阅同意。",
    resend: "重发",
    sure: "再发一次这条通知？会用去学生一次订阅同意。",
    resent: "已加入发送",
  },
  {
    title: "Messages",
    about:
      "WeChat messages to students, kept for thirty days. The last one of a collection can be sent again; that takes one of the student's consents.",
    resend: "Send again",
    sure: "Send this message again? It takes one of the student's consents.",
    resent: "Queued",
  },
);

type Message = RouteAnswer<"listMessages">["messages"][number];

/** Of an address, what the list can be narrowed by. */
function known({ state, template, ...days }: FilterValues) {
  const knownState = allMessageStates.find((one) => one === state);
  const knownTemplate = messageTemplateCodes.find((one) => one === template);
  return { ...days, ...(knownState && { state: knownState }), ...(knownTemplate && { template: knownTemplate }) };
}

export default function MessagesPage() {
  const t = useWords(words);
  const say = useSay();
  const invalidate = useInvalidate();
  const { message } = App.useApp();
  const columns: readonly Column<Message>[] = [
    { key: "created", title: { zh: "时间", en: "When" }, show: ({ createdAt }) => moment(createdAt) },
    { key: "template", title: { zh: "通知", en: "Message" }, show: ({ label }) => say(label) },
    {
      key: "state",
      title: { zh: "状态", en: "State" },
      show: ({ tone, stateLabel }) => <ToneTag tone={tone} label={stateLabel} />,
    },
    { key: "tries", title: { zh: "尝试次数", en: "Tries" }, number: true, show: ({ tries }) => tries },
    {
      key: "fault",
      title: { zh: "最近的原因", en: "Last cause" },
      show: ({ faultLabel }) => (faultLabel === null ? "—" : say(faultLabel)),
    },
    { key: "ended", title: { zh: "结束", en: "Ended" }, hidden: true, show: ({ endedAt }) => moment(endedAt) },
    {
      key: "collection",
      title: { zh: "采集编号", en: "Collection" },
      show: ({ collectionId }) => <code>{collectionId}</code>,
    },
    {
      key: "actions",
      acts: true,
      title: { zh: "操作", en: "Actions" },
      show: ({ isLast, state, collectionId }) =>
        isLast && state !== "queued" ? (
          <AskFirst
            label={t.resend}
            question={t.sure}
            route="resendMessage"
            input={{ params: { collectionId } }}
            done={({ stateLabel }) => {
              void message.success(`${t.resent} · ${say(stateLabel)}`);
              invalidate("listMessages");
            }}
          />
        ) : null,
    },
  ];
  return (
    <Page title={t.title} about={t.about}>
      <DataList
        list="messages"
        route="listMessages"
        inputOf={({ filters, limit, after }) => ({ query: { ...known(filters), ...pageQuery({ limit, after }) } })}
        rowsOf={({ messages }) => messages}
        nextOf={({ next }) => next}
        rowKey={({ messageId }) => messageId}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "state",
            label: { zh: "状态", en: "State" },
            options: allMessageStates.map((state) => ({ value: state, label: messageStates[state].label })),
          },
          {
            kind: "choice",
            key: "template",
            label: { zh: "通知", en: "Message" },
            options: messageTemplateCodes.map((code) => ({ value: code, label: messageTemplates[code].label })),
          },
          { kind: "day", key: "fromDay", label: { zh: "从", en: "From" } },
          { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
        ]}
        actions={(filters) => <ExportButton kind="messages" filters={known(filters)} />}
      />
    </Page>
  );
}
