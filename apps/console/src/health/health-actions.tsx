/** Actions of operators on the page of the service's health: a test SMS, and the retry of failed photos. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { Alert, App, Button, Flex, Form, Input, Popconfirm, Typography } from "antd";
import { useEffect, useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";

const testSmsWords = wordsOf(
  {
    title: "发一条测试短信",
    about: "签名、模板和余额只有真正发送才知道。填自己的手机号，一小时最多 5 条；号码不保存。",
    phone: "手机号",
    send: "发送",
  },
  {
    title: "Send a test message",
    about:
      "Sender name, template and balance show only once a message is sent. Type your own number; 5 messages an hour at most. The number is not stored.",
    phone: "Mobile number",
    send: "Send",
  },
);

const alerts = {
  success: "success",
  warning: "warning",
  danger: "error",
  neutral: "info",
  info: "info",
} as const;

/** Sends a test SMS to the operator's own phone, because no check can verify delivery without sending. */
export function TestSms() {
  const t = useWords(testSmsWords);
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

const retryWords = wordsOf(
  {
    retry: "重试",
    sure: "把这些照片重新排队？学生已重新上传或撤回同意的不会再处理。离开本页即停止。",
    inProgress: (retried: number, left: number) => `已重新排队 ${retried} 张，剩余 ${left} 张`,
    done: (retried: number) => `已重新排队 ${retried} 张`,
    stop: "停止",
  },
  {
    retry: "Retry",
    sure: "Put these photos back into the queue? Photos whose student uploaded again or withdrew a consent are left alone. Leaving this page stops it.",
    inProgress: (retried, left) => `${retried} back in the queue, ${left} left`,
    done: (retried) => `${retried} back in the queue`,
    stop: "Stop",
  },
);

interface Progress {
  readonly retried: number;
  readonly left: number;
}

const batch = 100;

/**
 * Retries every photo that failed in our own processing, in batches of some hundred, with progress and a stop button.
 * `nothing`: no photo waits for a retry.
 */
export function RetryPhotos({ nothing }: { readonly nothing: boolean }) {
  const t = useWords(retryWords);
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const stopped = useRef(false);
  // Stops when the page is left: neither the progress nor the stop button would be visible.
  useEffect(
    () => () => {
      stopped.current = true;
    },
    [],
  );
  const start = async (): Promise<void> => {
    stopped.current = false;
    setProblem(null);
    setProgress({ retried: 0, left: 0 });
    let retried = 0;
    let body: { limit: number; after?: string } = { limit: batch };
    for (;;) {
      const answer = await call("retryFailedAttempts", { body });
      if (!answer.ok) {
        setProblem(answer.problem);
        break;
      }
      const { left, next } = answer.value;
      retried += answer.value.retried;
      setProgress({ retried, left });
      if (next === null || stopped.current) {
        void message.success(t.done(retried));
        break;
      }
      body = { limit: batch, after: next };
    }
    setProgress(null);
    invalidate("readWaiting", "readHealth");
  };
  if (progress !== null)
    return (
      <Flex vertical gap={4} align="flex-start">
        <Typography.Text role="status">
          {t.inProgress(progress.retried, progress.left)}
        </Typography.Text>
        <Button
          size="small"
          onClick={() => {
            stopped.current = true;
          }}
        >
          {t.stop}
        </Button>
      </Flex>
    );
  return (
    <>
      <ProblemNote problem={problem} />
      {!nothing && (
        <Popconfirm title={t.sure} onConfirm={() => void start()}>
          <Button size="small">{t.retry}</Button>
        </Popconfirm>
      )}
    </>
  );
}
