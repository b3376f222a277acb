/** Sends a test SMS to the operator's own phone, because no check can verify delivery without sending. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Button, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    title: "发一条测试短信",
    about: "签名、模板和余额只有真正发送才知道。填自己的手机号，一小时最多 5 条；号码不保存。",
    phone: "手机号",
    send: "发送",
  },
  {
    title: "Send a test message",
    about:
      "Sender name, template and balance show only once a message is sent. Type your own number; 5 messages an hour at most. The number is not kept.",
    phone: "Mobile number",
    send: "Send",
  },
);

const alerts = { success: "success", warning: "warning", danger: "error", neutral: "info", info: "info" } as const;

export function TestSms() {
  const t = useWords(words);
  const translate = useTranslate();
  const needed = useRequiredText();
  const act = useAct();
  const [sent, setSent] = useState<RouteAnswer<"sendTestSms"> | null>(null);
  const send = async ({ phone }: { readonly phone: string }): Promise<void> => {
    setSent(null);
    setSent(await act.run("sendTestSms", { body: { phone } }));
  };
  return (
    <Flex vertical gap={8} style={{ maxWidth: 620 }}>
      <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
        {t.title}
      </Typography.Title>
      <Typography.Text type="secondary">{t.about}</Typography.Text>
      <Form layout="inline" onFinish={(entered: { readonly phone: string }) => void send(entered)}>
        <Form.Item name="phone" label={t.phone} rules={needed}>
          <Input inputMode="tel" autoComplete="off" maxLength={20} style={{ width: 180 }} />
        </Form.Item>
        <Button htmlType="submit" loading={act.busy}>
          {t.send}
        </Button>
      </Form>
      <ProblemNote problem={act.problem} />
      {sent && (
        <Alert
          type={alerts[sent.tone]}
          showIcon
          role="status"
          title={translate(sent.observation)}
          description={sent.advice ? translate(sent.advice) : undefined}
        />
      )}
    </Flex>
  );
}
