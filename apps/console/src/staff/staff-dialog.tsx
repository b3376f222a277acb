/** Adding a member of staff, or changing name, role and school of one. */
import type { Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Form, Input, Select } from "antd";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useChosen, useNeeded } from "../parts/form/rules.ts";
import { roleOptions } from "../parts/options.ts";
import type { Member } from "./staff-row.ts";

const words = wordsOf(
  {
    add: "新建员工",
    change: "修改员工",
    save: "保存",
    username: "用户名",
    usernameHint: "小写字母、数字、点、横线",
    name: "姓名",
    role: "角色",
    school: "院校代码（仅学校管理员）",
  },
  {
    add: "Add staff",
    change: "Change staff",
    save: "Save",
    username: "User name",
    usernameHint: "Small letters, digits, dots, hyphens",
    name: "Name",
    role: "Role",
    school: "School code (school administrators alone)",
  },
);

type StaffRole = Exclude<Role, "anonymous" | "student" | "helper" | "system">;

interface Entered {
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly schoolCode?: string;
}

interface Props {
  /** null: a new one. */
  readonly member: Member | null;
  readonly close: () => void;
  readonly done: (created: RouteAnswer<"createStaff"> | null) => void;
}

export function StaffDialog({ member, close, done }: Props) {
  const t = useWords(words);
  const needed = useNeeded();
  if (member === null) {
    return (
      <FormDialog<"createStaff", Entered>
        title={t.add}
        send={t.save}
        route="createStaff"
        inputOf={({ schoolCode = "", ...body }) => ({ body: { ...body, ...(schoolCode !== "" && { schoolCode }) } })}
        done={done}
        close={close}
      >
        <Form.Item name="username" label={t.username} extra={t.usernameHint} rules={needed}>
          <Input autoComplete="off" />
        </Form.Item>
        <PersonFields />
      </FormDialog>
    );
  }
  return (
    <FormDialog<"changeStaff", Entered>
      title={t.change}
      send={t.save}
      route="changeStaff"
      initial={initialOf(member)}
      inputOf={({ name, role, schoolCode = "" }) => ({
        params: { staffId: member.staffId },
        body: { name, role, schoolCode: schoolCode === "" ? null : schoolCode },
      })}
      done={() => done(null)}
      close={close}
    >
      <PersonFields />
    </FormDialog>
  );
}

const initialOf = ({ name, role, school }: Member): Partial<Entered> => ({
  name,
  ...(isStaffRole(role) && { role }),
  ...(school && { schoolCode: school.schoolCode }),
});

const isStaffRole = (role: string): role is StaffRole => roleOptions.some(({ value }) => value === role);

function PersonFields() {
  const t = useWords(words);
  const say = useSay();
  const needed = useNeeded();
  const chosen = useChosen();
  return (
    <>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="role" label={t.role} rules={chosen}>
        <Select options={roleOptions.map(({ value, label }) => ({ value, label: say(label) }))} />
      </Form.Item>
      <Form.Item name="schoolCode" label={t.school}>
        <Input inputMode="numeric" maxLength={5} autoComplete="off" />
      </Form.Item>
    </>
  );
}
