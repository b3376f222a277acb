/** Sign-in through an identity provider: its buttons, and the return from it. */
import { Alert, Button, Divider, Flex, Form, Input, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import type { Staff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { identityWords } from "./identity-words.ts";
import { browserId, readLoginFlow, redirectToProvider, takeProviderAnswer } from "./login-flow.ts";
import { signInWords } from "./sign-in-words.ts";

interface IdentityReturnProps {
  readonly whenIn: (staff: Staff) => void;
  readonly usePassword: () => void;
}

interface Proven {
  readonly ticket: string;
  readonly username: string;
}

interface Entered {
  readonly code: string;
}

/** Return from an identity provider: exchanges its ticket once, then asks for the one-time code. */
export function IdentityReturn({ whenIn, usePassword }: IdentityReturnProps) {
  const t = useWords(identityWords);
  const s = useWords(signInWords);
  const needed = useRequiredText();
  const [form] = Form.useForm<Entered>();
  const back = useAct();
  const entry = useAct();
  const [proven, setProven] = useState<Proven | null>(null);
  const [recovering, setRecovering] = useState(false);
  const [loginFlow] = useState(readLoginFlow);
  const hasStarted = useRef(false);
  const { run } = back;
  useEffect(() => {
    if (loginFlow === null || loginFlow.binds || hasStarted.current) return;
    hasStarted.current = true;
    void run("finishIdentitySignIn", { body: { returned: takeProviderAnswer() } }).then(setProven);
  }, [loginFlow, run]);
  const enter = async ({ code }: Entered): Promise<void> => {
    if (!proven) return;
    const second = recovering ? { recoveryCode: code } : { oneTimeCode: code };
    const body = { ticket: proven.ticket, ...second, browserId: browserId() };
    const session = await entry.run("staffSignInByIdentity", { body });
    if (session) whenIn(session.account);
    else form.resetFields();
  };
  return (
    <Flex vertical gap={16}>
      {loginFlow === null && <Alert type="warning" showIcon role="alert" title={t.foreign} />}
      <ProblemNote problem={back.problem} />
      {loginFlow?.binds && <Alert type="warning" showIcon role="alert" title={t.signInFirst} />}
      {loginFlow !== null && !loginFlow.binds && !proven && !back.problem && (
        <Flex gap={8} role="status">
          <Spin size="small" /> {t.asking}
        </Flex>
      )}
      {proven && (
        <>
          <Alert type="success" showIcon role="status" title={t.proven(proven.username)} />
          <ProblemNote problem={entry.problem} />
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={(entered) => void enter(entered)}
          >
            <Form.Item
              name="code"
              label={recovering ? s.recovery : s.code}
              rules={
                recovering ? needed : [{ required: true, pattern: /^\d{6}$/, message: s.codeRule }]
              }
            >
              <Input autoFocus autoComplete="one-time-code" maxLength={recovering ? 40 : 6} />
            </Form.Item>
            <Button
              type="link"
              style={{ padding: 0, marginBottom: 12 }}
              onClick={() => setRecovering(!recovering)}
            >
              {recovering ? s.useCode : s.useRecovery}
            </Button>
            <Button type="primary" htmlType="submit" block loading={entry.busy}>
              {s.enter}
            </Button>
          </Form>
        </>
      )}
      <Button type="link" style={{ alignSelf: "start", padding: 0 }} onClick={usePassword}>
        {t.back}
      </Button>
    </Flex>
  );
}

/** Identity providers as an alternative to the password, one button each; renders nothing where there are none. */
export function IdentityButtons() {
  const t = useWords(identityWords);
  const translate = useTranslate();
  const act = useAct();
  const { value } = useAnswer("listIdentityProviders", {});
  const providers = value?.providers ?? [];
  if (providers.length === 0) return null;
  const begin = async (providerId: string): Promise<void> => {
    const loginFlow = await act.run("beginIdentitySignIn", { params: { providerId } });
    if (loginFlow) redirectToProvider(loginFlow.url, { state: loginFlow.state, binds: false });
  };
  return (
    <Flex vertical gap={8}>
      <Divider plain style={{ margin: "4px 0" }}>
        {t.or}
      </Divider>
      <ProblemNote problem={act.problem} />
      {providers.map(({ providerId, name }) => (
        <Button key={providerId} block disabled={act.busy} onClick={() => void begin(providerId)}>
          {translate(name)}
        </Button>
      ))}
    </Flex>
  );
}
