/** Log of messages to students, and resending the latest one of a collection. */
import { messageList } from "@gradphoto/domain";
import { App, Flex, Typography } from "antd";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";

const words = wordsOf(
  {
    title: "通知记录",
    about: "发给学生的微信通知与短信，保留三十天。每位学生最近的一条可以重发。",
    resend: "重发",
    sure: "再发一次这条通知？会使用一次微信订阅；没有订阅的，改发短信。",
    resent: "已加入发送",
    link: "〔链接〕",
  },
  {
    title: "Messages",
    about:
      "Messages to students by WeChat or text message, kept for thirty days. The last one of a collection can be sent again.",
    resend: "Resend",
    sure: "Send this message again? It is sent by WeChat if the student agreed, otherwise by text message.",
    resent: "Queued",
    link: "[link]",
  },
);

/** Links are masked: each takes three lines and is personal to its student. */
const links = /https?:\/\/\S+/g;

export default function MessagesPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const invalidate = useInvalidate();
  const { message } = App.useApp();
  return (
    <Page title={t.title} about={t.about}>
      <DataList
        list={messageList}
        inputOf={(query) => ({ query })}
        rowsOf={({ messages }) => messages}
        cells={{
          stateLabel: ({ tone, stateLabel, faultLabel }) => (
            <Flex vertical align="start" gap={4}>
              <ToneTag tone={tone} label={stateLabel} />
              {faultLabel && (
                <Typography.Text type="secondary">{translate(faultLabel)}</Typography.Text>
              )}
            </Flex>
          ),
          text: ({ text }) =>
            text === null ? "—" : <span title={text}>{text.replace(links, t.link)}</span>,
          actions: ({ isLast, state, collectionId }) =>
            isLast && state !== "queued" ? (
              <ConfirmDialog
                label={t.resend}
                question={t.sure}
                route="resendMessage"
                input={{ params: { collectionId } }}
                done={({ stateLabel }) => {
                  void message.success(`${t.resent} · ${translate(stateLabel)}`);
                  invalidate("listMessages");
                }}
              />
            ) : null,
        }}
      />
    </Page>
  );
}
