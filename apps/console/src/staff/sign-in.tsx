/** Sign-in with a password or an identity provider, and with a one-time or recovery code. */
import { brand } from "@gradphoto/domain";
import { Alert, Button, Card, Flex, Form, Input, Typography } from "antd";
import { useEffect, useState } from "react";
import { changeSettings, useSettings } from "../lib/settings.ts";
import type { Staff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useSingleKey } from "../lib/use-keys.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { IdentityButtons, IdentityReturn } from "./identity-buttons.tsx";
import { browserId, isReturnPage } from "./login-flow.ts";
import { signInWords } from "./sign-in-words.ts";

interface Entered {
  readonly username: string;
  readonly password: string;
  readonly oneTimeCode?: string;
  readonly recoveryCode?: string;
}

interface SignInProps {
  /** A session has just ended. */
  readonly isEnded: boolean;
  /** Review decisions that this tab stores until their reviewer signs in. */
  readonly unsaved: number;
  readonly whenIn: (staff: Staff) => void;
}

export default function SignIn({ isEnded, unsaved, whenIn }: SignInProps) {
  const t = useWords(signInWords);
  const translate = useTranslate();
  const { language } = useSettings();
  const [returned, setReturned] = useState(isReturnPage);
  const title = `${t.title} · ${translate(brand)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
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
              {translate(brand)}
            </Typography.Title>
            <Button
              type="text"
              // Aligns the end of its text with the card's content.
              style={{ marginInlineEnd: -15 }}
              onClick={() => changeSettings({ language: language === "zh" ? "en" : "zh" })}
            >
              {t.language}
            </Button>
          </Flex>
          <Typography.Text type="secondary">{t.title}</Typography.Text>
          {unsaved > 0 && (
            <Alert type="warning" showIcon role="status" title={t.unsaved(unsaved)} />
          )}
          {returned ? (
            <IdentityReturn whenIn={whenIn} usePassword={() => setReturned(false)} />
          ) : (
            <PasswordSignIn isEnded={isEnded} whenIn={whenIn} />
          )}
        </Flex>
      </Card>
    </Flex>
  );
}

interface SignInAgainProps {
  readonly username: string;
  readonly whenIn: (staff: Staff) => void;
}

/** Sign-in over a page with unsaved input after the session ended. The page is blurred, as anybody may be at the desk. */
export function SignInAgain({ username, whenIn }: SignInAgainProps) {
  const t = useWords(signInWords);
  // Disables the keys of the page below.
  useSingleKey("", true);
  return (
    <Dialog
      title={t.title}
      width={380}
      footer={null}
      closable={false}
      zIndex={aboveDialogs}
      rootClassName="console-sign-in-again"
      close={() => undefined}
    >
      <Flex vertical gap={16}>
        <PasswordSignIn isEnded username={username} whenIn={whenIn} />
      </Flex>
    </Dialog>
  );
}

const aboveDialogs = 1500;

interface PasswordProps extends Pick<SignInProps, "isEnded" | "whenIn"> {
  /** Person whose unsaved input waits below. */
  readonly username?: string;
}

function PasswordSignIn({ isEnded, username: previous, whenIn }: PasswordProps) {
  const t = useWords(signInWords);
  const act = useAct();
  const [form] = Form.useForm<Entered>();
  const [recovering, setRecovering] = useState(false);
  const enter = async ({
    username,
    password,
    oneTimeCode = "",
    recoveryCode = "",
  }: Entered): Promise<void> => {
    const second = recovering
      ? recoveryCode !== "" && { recoveryCode }
      : oneTimeCode !== "" && { oneTimeCode };
    const body = { username, password, ...second, browserId: browserId() };
    const session = await act.run("staffSignIn", { body });
    if (session) whenIn(session.account);
    else form.resetFields(["oneTimeCode", "recoveryCode"]);
  };
  return (
    <>
      {isEnded && !act.problem && (
        <Alert
          type="info"
          showIcon
          role="status"
          title={previous === undefined ? t.ended : t.endedOver}
        />
      )}
      <ProblemNote problem={act.problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ username: previous }}
        onFinish={(entered) => void enter(entered)}
      >
        <Form.Item
          name="username"
          label={t.username}
          rules={[{ required: true, message: t.missing(t.username) }]}
        >
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t.password}
          rules={[{ required: true, message: t.missing(t.password) }]}
        >
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
        <Button
          type="link"
          style={{ padding: 0, marginBottom: 12 }}
          onClick={() => setRecovering(!recovering)}
        >
          {recovering ? t.useCode : t.useRecovery}
        </Button>
        <Button type="primary" htmlType="submit" block loading={act.busy}>
          {t.enter}
        </Button>
      </Form>
      {/* An identity provider leaves the page. */}
      {previous === undefined && <IdentityButtons />}
    </>
  );
}
