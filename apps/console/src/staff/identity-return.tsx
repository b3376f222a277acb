/** Return from an identity provider: exchanges its ticket once, then asks for the one-time code. */
import { Alert, Button, Flex, Form, Input, Spin } from "antd";
import { useEffect, useRef, useState } from "react";
import { browserId } from "../lib/browser-id.ts";
import type { Staff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useWords } from "../lib/words.ts";
import { useNeeded } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { identityWords } from "./identity-words.ts";
import { readLoginFlow, takeReturned } from "./login-flow.ts";
import { signInWords } from "./sign-in-words.ts";

interface Props {
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

export function IdentityReturn({ whenIn, usePassword }: Props) {
  const t = useWords(identityWords);
  const s = useWords(signInWords);
  const needed = useNeeded();
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
    void run("finishIdentitySignIn", { body: { returned: takeReturned() } }).then(setProven);
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
          <Form form={form} layout="vertical" requiredMark={false} onFinish={(entered) => void enter(entered)}>
            <Form.Item
              name="code"
              label={recovering ? s.recovery : s.code}
              rules={recovering ? needed : [{ required: true, pattern: /^\d{6}$/, message: s.codeRule }]}
            >
              <Input autoFocus autoComplete="one-time-code" maxLength={recovering ? 40 : 6} />
            </Form.Item>
            <Button type="link" style={{ padding: 0, marginBottom: 12 }} onClick={() => setRecovering(!recovering)}>
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
