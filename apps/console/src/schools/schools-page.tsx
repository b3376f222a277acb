/** List of schools for operators. */
import { type Province, schoolList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Form, Input, Select } from "antd";
import { call } from "../lib/client.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText, useSchoolCodeRule } from "../parts/form/rules.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { provinceOptions } from "../parts/options.ts";

const schoolDialogWords = wordsOf(
  {
    add: "新建院校",
    change: (name: string) => `修改 ${name}`,
    save: "保存",
    code: "院校代码（5 位数字）",
    name: "名称",
    aliases: "别名（回车添加）",
    pinyin: "拼音（留空会按名称填好，可修改）",
    hotline: "客服热线",
    hours: "服务时间（如 09:00–18:00）",
    province: "省份（省级管理员据此看到本校的进度数字）",
  },
  {
    add: "Add a school",
    change: (name) => `Change ${name}`,
    save: "Save",
    code: "School code (five digits)",
    name: "Name",
    aliases: "Aliases (Enter adds one)",
    pinyin: "Pinyin (filled in from the name if left empty; can be changed)",
    hotline: "Hotline",
    hours: "Hours (such as 09:00–18:00)",
    province: "Province (its administrator sees this school's progress figures)",
  },
);

interface Facts {
  readonly name: string;
  readonly aliases: string[];
  readonly pinyin: string;
  readonly hotline: string;
  readonly serviceHours: string;
  readonly province?: Province | null;
}

type Entered = Facts & { readonly schoolCode: string };

/** A row of the list, as the service returns it. */
type School = RouteAnswer<"listSchools">["schools"][number];

interface Props {
  /** null: a new one. */
  readonly school: School | null;
  readonly close: () => void;
  readonly done: () => void;
}

/** Dialog that adds or edits a school. */
function SchoolDialog({ school, close, done }: Props) {
  const t = useWords(schoolDialogWords);
  const code = useSchoolCodeRule();
  if (school === null) {
    return (
      <FormDialog<"createSchool", Entered>
        title={t.add}
        send={t.save}
        route="createSchool"
        initial={{ aliases: [] }}
        inputOf={(body) => ({ body })}
        done={done}
        close={close}
      >
        <Form.Item name="schoolCode" label={t.code} {...code}>
          <Input inputMode="numeric" maxLength={20} />
        </Form.Item>
        <SchoolFields />
      </FormDialog>
    );
  }
  const { schoolCode } = school;
  return (
    <FormDialog<"changeSchool", Facts>
      title={t.change(school.name)}
      send={t.save}
      route="changeSchool"
      initial={{ ...school, aliases: [...school.aliases] }}
      inputOf={({ province = null, ...facts }) => ({
        params: { schoolCode },
        body: { ...facts, province },
      })}
      done={done}
      close={close}
    >
      <SchoolFields />
    </FormDialog>
  );
}

function SchoolFields() {
  const t = useWords(schoolDialogWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const spell = useSpelling();
  return (
    <>
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input onBlur={() => void spell()} />
      </Form.Item>
      <Form.Item name="aliases" label={t.aliases}>
        <Select mode="tags" open={false} suffixIcon={null} />
      </Form.Item>
      <Form.Item name="pinyin" label={t.pinyin} rules={needed} required={false}>
        <Input onBlur={() => void spell()} />
      </Form.Item>
      <Form.Item name="hotline" label={t.hotline} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name="serviceHours" label={t.hours} rules={needed}>
        <Input />
      </Form.Item>
      <Form.Item name="province" label={t.province}>
        <Select
          allowClear
          options={provinceOptions.map(({ value, label }) => ({ value, label: translate(label) }))}
        />
      </Form.Item>
    </>
  );
}

/** Fills in the pinyin of the typed name, where the field is empty. */
function useSpelling(): () => Promise<void> {
  const form = Form.useFormInstance<Facts>();
  const textOf = (field: "name" | "pinyin"): string =>
    String(form.getFieldValue(field) ?? "").trim();
  return async () => {
    if (textOf("name") === "" || textOf("pinyin") !== "") return;
    const answer = await call("spellSchool", { body: { name: textOf("name") } });
    // Pinyin typed in the meantime stays.
    if (answer.ok && answer.value.pinyin !== "" && textOf("pinyin") === "")
      form.setFieldsValue({ pinyin: answer.value.pinyin });
  };
}

const words = wordsOf(
  {
    title: "院校",
    about: "学生按名称、别名、拼音和首字母找到院校。点一行修改。",
    add: "新建院校",
    many: "批量导入",
  },
  {
    title: "Schools",
    about: "Students find a school by name, alias, pinyin and initials. Click a row to change it.",
    add: "Add a school",
    many: "Import a sheet",
  },
);

export default function SchoolsPage() {
  const t = useWords(words);
  const translate = useTranslate();
  return (
    <ListPage
      words={t}
      extra={<LinkButton to="/schools/import">{t.many}</LinkButton>}
      list={schoolList}
      inputOf={(query) => ({ query })}
      rowsOf={({ schools }) => schools}
      rowOpens
      cells={() => ({
        aliases: ({ aliases }) => aliases.join(translate({ zh: "、", en: ", " })) || "—",
      })}
      dialog={({ row, ...over }) => <SchoolDialog school={row} {...over} />}
    />
  );
}
