/** Form that changes one's own password. */
import { Button, Form, Input } from "antd";
import { type Staff, useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useWords } from "../lib/words.ts";
import { useRequiredText } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { securityWords } from "./security-words.ts";

interface Entered {
  readonly password: string;
  readonly newPassword: string;
}

export function PasswordForm({ done }: { readonly done: (staff: Staff) => void }) {
  const t = useWords(securityWords);
  const { username } = useStaff();
  const act = useAct();
  const needed = useRequiredText();
  const [form] = Form.useForm<Entered>();
  const save = async ({ password, newPassword }: Entered): Promise<void> => {
    const staff = await act.run("changePassword", { body: { password, newPassword } });
    if (!staff) return;
    form.resetFields();
    done(staff);
  };
  return (
    <Form
      form={form}
      layout="vertical"
      style={{ maxWidth: 380 }}
      onFinish={(entered) => void save(entered)}
    >
      <ProblemNote problem={act.problem} />
      {/* Password managers need the account that the password belongs to. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <Form.Item name="password" label={t.password} rules={needed}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="newPassword" label={t.newPassword} extra={t.newPasswordHint} rules={needed}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t.repeat}
        dependencies={["newPassword"]}
        rules={[
          ...needed,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === undefined || value === getFieldValue("newPassword")
                ? Promise.resolve()
                : Promise.reject(new Error(t.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={act.busy}>
        {t.save}
      </Button>
    </Form>
  );
}
