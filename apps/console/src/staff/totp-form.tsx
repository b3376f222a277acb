/** Setup of one-time codes: password, QR code, the first code, then ten recovery codes. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import type { Staff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useWords } from "../lib/words.ts";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { securityWords } from "./security-words.ts";

type Started = RouteAnswer<"startTotpEnrolment">;
type Confirmed = RouteAnswer<"confirmTotpEnrolment">;

export function TotpForm({ done }: { readonly done: (staff: Staff) => void }) {
  const t = useWords(securityWords);
  const needed = useRequiredText();
  const act = useAct();
  const [started, setStarted] = useState<Started | null>(null);
  const [confirmed, setConfirmed] = useState<Confirmed | null>(null);
  const begin = async ({ password }: { readonly password: string }): Promise<void> => {
    setStarted(await act.run("startTotpEnrolment", { body: { password } }));
  };
  const confirm = async (body: { readonly oneTimeCode: string }): Promise<void> => {
    setConfirmed(await act.run("confirmTotpEnrolment", { body }));
  };
  if (confirmed)
    return (
      <RecoveryCodes codes={confirmed.recoveryCodes} confirmSaved={() => done(confirmed.account)} />
    );
  return (
    <Flex vertical gap={12} style={{ maxWidth: 380 }}>
      <ProblemNote problem={act.problem} />
      {started === null ? (
        <Form
          layout="vertical"
          onFinish={(entered: { readonly password: string }) => void begin(entered)}
        >
          <Form.Item name="password" label={t.password} rules={needed}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={act.busy}>
            {t.begin}
          </Button>
        </Form>
      ) : (
        <>
          <Typography.Text>{t.scan}</Typography.Text>
          <QrCode text={started.otpauthUri} label={t.scan} />
          <Typography.Text type="secondary">
            {t.secret}{" "}
            <Typography.Text code copyable>
              {started.secret}
            </Typography.Text>
          </Typography.Text>
          <Form
            layout="vertical"
            onFinish={(entered: { readonly oneTimeCode: string }) => void confirm(entered)}
          >
            <Form.Item name="oneTimeCode" label={t.code} rules={needed}>
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={act.busy}>
              {t.confirm}
            </Button>
          </Form>
        </>
      )}
    </Flex>
  );
}
