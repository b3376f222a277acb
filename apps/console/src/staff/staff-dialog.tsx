/** Dialog that adds a member of staff, or edits the name, role and school of one. */
import { isProvince, type Province, type Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Form, Input } from "antd";
import { useRef } from "react";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { roleOptions } from "../parts/options.ts";
import type { Member } from "./account-words.ts";
import { DepartmentField, PlaceFields } from "./posts.tsx";

const words = wordsOf(
  {
    add: "新建员工",
    change: "修改员工",
    save: "保存",
    username: "用户名",
    usernameRule: "3 至 64 个小写字母、数字、点、横线",
    usernameHint: "填好姓名后按拼音拟定，可以改；小写字母、数字、点、横线",
    name: "姓名",
  },
  {
    add: "Add staff",
    change: "Change staff",
    save: "Save",
    username: "User name",
    usernameRule: "3 to 64 lower-case letters, digits, dots, hyphens",
    usernameHint:
      "Proposed from the name, and yours to change; lower-case letters, digits, dots, hyphens",
    name: "Name",
  },
);

type StaffRole = Exclude<Role, "anonymous" | "student" | "helper" | "system">;

interface Entered {
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly schoolCode?: string;
  readonly department?: string;
  readonly province?: Province;
}

interface Props {
  /** null: a new one. */
  readonly member: Member | null;
  readonly close: () => void;
  readonly done: (created: RouteAnswer<"createStaff"> | null) => void;
}

export function StaffDialog({ member, close, done }: Props) {
  const t = useWords(words);
  const { school } = useStaff();
  // A school makes administrators of its own departments.
  const own = school && { role: "department-admin" as const, schoolCode: school.schoolCode };
  if (member === null) {
    return (
      <FormDialog<"createStaff", Entered>
        title={t.add}
        send={t.save}
        route="createStaff"
        {...(own && { initial: own })}
        inputOf={({ schoolCode = "", department, province, ...body }) => ({
          body: {
            ...body,
            ...own,
            ...(schoolCode !== "" && { schoolCode }),
            ...(department && { department }),
            ...(province && { province }),
          },
        })}
        done={done}
        close={close}
      >
        <NewPersonFields />
      </FormDialog>
    );
  }
  return (
    <FormDialog<"changeStaff", Entered>
      title={t.change}
      send={t.save}
      route="changeStaff"
      initial={initialOf(member)}
      inputOf={({ name, role, schoolCode = "", department, province }) => ({
        params: { staffId: member.staffId },
        body: {
          ...{ name, role, schoolCode: schoolCode === "" ? null : schoolCode },
          ...(department && { department }),
          ...(province && { province }),
        },
      })}
      done={() => done(null)}
      close={close}
    >
      <PersonFields />
    </FormDialog>
  );
}

const initialOf = ({ name, role, school, department, province }: Member): Partial<Entered> => ({
  name,
  ...(isStaffRole(role) && { role }),
  ...(school && { schoolCode: school.schoolCode }),
  ...(department && { department }),
  ...(province && isProvince(province.code) && { province: province.code }),
});

const isStaffRole = (role: string): role is StaffRole =>
  roleOptions.some(({ value }) => value === role);

/** Name of the member, and the user name derived from it by the same rule as in an import. */
function NewPersonFields() {
  const t = useWords(words);
  const needed = useRequiredText();
  const form = Form.useFormInstance<Entered>();
  const { school } = useStaff();
  const act = useAct();
  const proposed = useRef({ name: "", username: "" });
  const entered = (field: "name" | "username"): string => (form.getFieldValue(field) ?? "").trim();
  /** The user name was not typed: correcting the name yields another proposal. */
  const isOpen = (): boolean => entered("username") === proposed.current.username;
  const propose = async (): Promise<void> => {
    const name = entered("name");
    if (school || name === "" || name === proposed.current.name || !isOpen()) return;
    const row = { username: "", name, role: "", schoolCode: "", department: "", province: "" };
    const planned = await act.run("planStaffImport", { body: { rows: [row] } });
    // The user name or another name may have been typed meanwhile.
    if (!planned?.rows[0] || !isOpen()) return;
    if (entered("name") !== name) return propose();
    const { username } = planned.rows[0].cells;
    proposed.current = { name, username };
    form.setFieldValue("username", username);
  };
  return (
    <>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input autoComplete="off" onBlur={() => void propose()} />
      </Form.Item>
      <Form.Item
        name="username"
        label={t.username}
        extra={school ? t.usernameRule : t.usernameHint}
        rules={needed}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {school ? <DepartmentField /> : <PlaceFields />}
    </>
  );
}

function PersonFields() {
  const t = useWords(words);
  const needed = useRequiredText();
  return (
    <>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input autoComplete="off" />
      </Form.Item>
      <PlaceFields />
    </>
  );
}
