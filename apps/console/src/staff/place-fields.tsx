/** Fields of a post: the role, and the school, department or province that goes with it. */
import { placeKey, type Role } from "@gradphoto/domain";
import { AutoComplete, Form, Input, Select } from "antd";
import { useAnswer } from "../lib/use-answer.ts";
import { useDebouncedValue } from "../lib/use-debounced-value.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { useChoicePlaceholder, useRequiredChoice, useRequiredText, useSchoolCodeRule } from "../parts/form/rules.ts";
import { provinceOptions, roleOptions } from "../parts/options.ts";

const words = wordsOf(
  {
    role: "岗位",
    school: "院校代码",
    department: "院系",
    departmentHint: "与学信网登记的院系名称一致；全角半角、空格不同也能认出",
    students: (count: number) => `${count} 名学生`,
    noStudents: "这所院校目前没有这个院系的学生，请核对名称；确认无误可继续保存",
    province: "省份",
  },
  {
    role: "Role",
    school: "School code",
    department: "Department",
    departmentHint: "The name CHSI has for it; width of letters and spaces do not matter",
    students: (count: number) => (count === 1 ? "1 student" : `${count} students`),
    noStudents: "No student of this school is in such a department so far: check the name; if it is right, save it",
    province: "Province",
  },
);

export function PlaceFields() {
  const t = useWords(words);
  const translate = useTranslate();
  const prompt = useChoicePlaceholder();
  const chosen = useRequiredChoice();
  const code = useSchoolCodeRule();
  const role = Form.useWatch<Role | undefined>("role", Form.useFormInstance());
  return (
    <>
      <Form.Item name="role" label={t.role} rules={chosen}>
        <Select
          placeholder={prompt}
          options={roleOptions.map(({ value, label }) => ({ value, label: translate(label) }))}
        />
      </Form.Item>
      {(role === "school-admin" || role === "department-admin") && (
        <Form.Item name="schoolCode" label={t.school} {...code}>
          <Input inputMode="numeric" maxLength={20} autoComplete="off" />
        </Form.Item>
      )}
      {role === "department-admin" && <DepartmentField />}
      {role === "province-admin" && (
        <Form.Item name="province" label={t.province} rules={chosen}>
          <Select
            placeholder={prompt}
            options={provinceOptions.map(({ value, label }) => ({ value, label: translate(label) }))}
          />
        </Form.Item>
      )}
    </>
  );
}

const twoLinesPx = 44;
const fullCode = /^\d{5}$/;

/** Chosen from departments with students; another may be typed for a school whose students have not started. */
function DepartmentField() {
  const t = useWords(words);
  const needed = useRequiredText();
  const form = Form.useFormInstance();
  const schoolCode = Form.useWatch<string | undefined>("schoolCode", form) ?? "";
  // While somebody types, the name is incomplete.
  const entered = useDebouncedValue(Form.useWatch<string | undefined>("department", form) ?? "");
  const existing = useAnswer("listDepartments", fullCode.test(schoolCode) ? { params: { schoolCode } } : null).value;
  const isUnknown =
    existing !== undefined &&
    placeKey(entered) !== "" &&
    !existing.departments.some(({ department }) => placeKey(department) === placeKey(entered));
  return (
    <Form.Item
      name="department"
      label={t.department}
      // The same height in either case, so that buttons do not move while somebody is about to press one.
      extra={<div style={{ minHeight: twoLinesPx }}>{isUnknown ? t.noStudents : t.departmentHint}</div>}
      rules={needed}
      {...(isUnknown && { validateStatus: "warning" as const })}
    >
      <AutoComplete
        maxLength={200}
        showSearch={{ filterOption: (typed, option) => placeKey(option?.value ?? "").includes(placeKey(typed)) }}
        options={(existing?.departments ?? []).map(({ department, students }) => ({
          value: department,
          label: `${department} · ${t.students(students)}`,
        }))}
      />
    </Form.Item>
  );
}
