/** Signing in with password and one-time code. */
import { brand } from "@gradphoto/domain";
import { Alert, Button, Card, Flex, Form, Input, Typography } from "antd";
import { useEffect, useState } from "react";
import { changeSettings, useSettings } from "../lib/settings.ts";
import type { Staff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";

const words = wordsOf(
  {
    title: "工作台登录",
    ended: "登录已结束：到了时间，或两小时没有操作，或在别处被退出。请重新登录，之后回到刚才的页面。",
    username: "用户名",
    password: "密码",
    code: "动态码",
    codeHint: "验证器应用里的 6 位数字",
    enter: "登录",
    missing: (what: string) => `请填写${what}`,
    codeRule: "动态码是 6 位数字",
    recovery: "恢复码",
    useRecovery: "手机不在身边，用恢复码",
    useCode: "用动态码",
    firstTime: "首次登录、还没有动态码的，留空即可。",
    language: "English",
  },
  {
    title: "Sign in to the console",
    ended:
      "You were signed out: the time was over, nobody was here for two hours, or it was ended elsewhere. Sign in and you are back on the same page.",
    username: "User name",
    password: "Password",
    code: "One-time code",
    codeHint: "The six digits in your authenticator app",
    enter: "Sign in",
    missing: (what) => `Please enter your ${what.toLowerCase()}`,
    codeRule: "The one-time code has six digits",
    recovery: "Recovery code",
    useRecovery: "No phone at hand: use a recovery code",
    useCode: "Use a one-time code",
    firstTime: "Leave it empty at your first sign-in, before one-time codes are set up.",
    language: "中文",
  },
);

interface Entered {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode?: string;
  readonly recoveryCode?: string;
}

interface SignInProps {
  /** A session was there until now. */
  readonly isEnded: boolean;
  readonly whenIn: (staff: Staff) => void;
}

export default function SignIn({ isEnded, whenIn }: SignInProps) {
  const t = useWords(words);
  const say = useSay();
  const { language } = useSettings();
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const [recovering, setRecovering] = useState(false);
  const title = `${t.title} · ${say(brand)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const enter = async ({ username, password, oneTimeCode = "", recoveryCode = "" }: Entered): Promise<void> => {
    const second = recovering ? recoveryCode !== "" && { recoveryCode } : oneTimeCode !== "" && { oneTimeCode };
    const body = { username, password, ...second };
    const session = await act.run("staffSignIn", { body });
    if (session) whenIn(session.account);
    else form.resetFields(["oneTimeCode", "recoveryCode"]);
  };
  return (
    <Flex
      component="main"
      align="center"
      justify="center"
      style={{ minHeight: "100vh", padding: 16, boxSizing: "border-box" }}
    >
      <Card style={{ width: 380 }}>
        <Flex vertical gap={16}>
          <Flex justify="space-between" align="center">
            <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
              {say(brand)}
            </Typography.Title>
            <Button type="text" onClick={() => changeSettings({ language: language === "zh" ? "en" : "zh" })}>
              {t.language}
            </Button>
          </Flex>
          <Typography.Text type="secondary">{t.title}</Typography.Text>
          {isEnded && !act.problem && <Alert type="info" showIcon role="status" title={t.ended} />}
          <ProblemNote problem={act.problem} />
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(entered) => void enter(entered)}>
            <Form.Item name="username" label={t.username} rules={[{ required: true, message: t.missing(t.username) }]}>
              <Input autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.missing(t.password) }]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
            {recovering ? (
              <Form.Item name="recoveryCode" label={t.recovery}>
                <Input autoComplete="off" maxLength={40} />
              </Form.Item>
            ) : (
              <Form.Item
                name="oneTimeCode"
                label={t.code}
                extra={
                  <>
                    {t.codeHint}
                    <br />
                    {t.firstTime}
                  </>
                }
                rules={[{ pattern: /^\d{6}$/, message: t.codeRule }]}
              >
                <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
              </Form.Item>
            )}
            <Button type="link" style={{ padding: 0, marginBottom: 12 }} onClick={() => setRecovering(!recovering)}>
              {recovering ? t.useCode : t.useRecovery}
            </Button>
            <Button type="primary" htmlType="submit" block loading={act.busy}>
              {t.enter}
            </Button>
          </Form>
        </Flex>
      </Card>
    </Flex>
  );
}
