/** Webhooks of a school: addresses, test, pause and removal. */
import { webhookList } from "@gradphoto/domain";
import { Flex, Form, Input } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { ShownOnce } from "./shown-once.tsx";

const words = wordsOf(
  {
    title: "推送",
    about: "有变更时通知学校系统，只含编号。失败会重试三天；一直失败就暂停，并在待办里提醒。",
    add: "新建推送地址",
    deliveries: "推送记录",
    url: "地址（公网 https）",
    secret: "签名密钥",
    secretAbout:
      "签名密钥只显示这一次。请现在复制到学校系统的密码库。遗失时请删除这个地址，重新新建。",
    test: "测试",
    testSure: "一分钟内推送一条测试事件，结果见推送记录。",
    pause: "暂停",
    pauseSure: "暂停推送。期间的变更在恢复后补发。",
    resume: "恢复",
    resumeSure: "恢复推送，并补发暂停期间的变更。",
    remove: "删除",
    removeSure: "删除这个地址和它的推送记录，不能恢复。",
  },
  {
    title: "Webhooks",
    about:
      "Notify the school's system of changes, with ids only. Failures are retried for three days; a webhook that keeps failing is paused, with a reminder.",
    add: "Create a webhook",
    deliveries: "Deliveries",
    url: "Address (public https)",
    secret: "Signing secret",
    secretAbout:
      "This secret is displayed only once. Copy it into the secret store of the school's system. If it is lost, remove the webhook and create another.",
    test: "Test",
    testSure: "Sends a test event within a minute; see Deliveries for the result.",
    pause: "Pause",
    pauseSure: "Pauses the webhook. Changes in the meantime are sent when you resume it.",
    resume: "Resume",
    resumeSure: "Resumes the webhook and sends the changes of the pause.",
    remove: "Remove",
    removeSure: "Removes this address and its deliveries for good.",
  },
);

export default function WebhooksPage() {
  const t = useWords(words);
  const { school } = useStaff();
  const needed = useRequiredText();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <>
      <ListPage
        words={t}
        extra={<LinkButton to="/webhook-deliveries">{t.deliveries}</LinkButton>}
        list={webhookList}
        inputOf={(query) => ({ query })}
        rowsOf={({ webhooks }) => webhooks}
        without={school ? ["schoolName", "schoolCode"] : []}
        cells={({ changed }) => ({
          actions: ({ webhookId, isPaused }) => {
            const params = { webhookId };
            const [label, question] = isPaused ? [t.resume, t.resumeSure] : [t.pause, t.pauseSure];
            const body = { wanted: isPaused ? ("active" as const) : ("paused" as const) };
            return (
              <Flex gap={6}>
                {!isPaused && (
                  <ConfirmDialog
                    label={t.test}
                    question={t.testSure}
                    route="testWebhook"
                    input={{ params }}
                    done={changed}
                  />
                )}
                <ConfirmDialog
                  {...{ label, question }}
                  route="pauseWebhook"
                  input={{ params, body }}
                  done={changed}
                />
                <ConfirmDialog
                  label={t.remove}
                  question={t.removeSure}
                  route="removeWebhook"
                  input={{ params }}
                  done={changed}
                  danger
                />
              </Flex>
            );
          },
        })}
        dialog={
          school
            ? ({ close, done }) => (
                <FormDialog<"createWebhook", { readonly url: string }>
                  title={t.add}
                  send={t.add}
                  route="createWebhook"
                  inputOf={(body) => ({ body })}
                  done={(answer) => {
                    setSecret(answer.secret);
                    done();
                  }}
                  close={close}
                >
                  <Form.Item name="url" label={t.url} rules={needed}>
                    <Input type="url" maxLength={500} />
                  </Form.Item>
                </FormDialog>
              )
            : undefined
        }
      />
      {secret !== null && (
        <ShownOnce
          title={t.secret}
          about={t.secretAbout}
          secret={secret}
          close={() => setSecret(null)}
        />
      )}
    </>
  );
}
