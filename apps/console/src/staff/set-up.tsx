/** First steps of a new person, before anything else works: an own password, then one-time codes. */
import { Card, Flex, Steps, Typography } from "antd";
import { type Staff, useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { PasswordForm } from "./password-form.tsx";
import { securityWords } from "./security-words.ts";
import { TotpForm } from "./totp-form.tsx";

export default function SetUp({ changed }: { readonly changed: (staff: Staff) => void }) {
  const t = useWords(securityWords);
  const { mustChangePassword } = useStaff();
  return (
    <Flex component="main" justify="center" style={{ padding: 24 }}>
      <Card style={{ width: 520 }}>
        <Flex vertical gap={16}>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
            {t.setUpTitle}
          </Typography.Title>
          <Steps
            size="small"
            current={mustChangePassword ? 0 : 1}
            items={[{ title: t.changePassword }, { title: t.enrolFirst }]}
          />
          <Typography.Text>{mustChangePassword ? t.setUpPassword : t.setUpTotp}</Typography.Text>
          {mustChangePassword ? <PasswordForm done={changed} /> : <TotpForm done={changed} />}
        </Flex>
      </Card>
    </Flex>
  );
}
