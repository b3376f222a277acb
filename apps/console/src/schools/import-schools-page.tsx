/** Import of many schools from a sheet, with a row-by-row preview before anything is written. */
import { isProvince, provinces } from "@gradphoto/domain";
import { Alert, Button, Flex } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useDebouncedValue, useInvalidate } from "../lib/use-answer.ts";
import { useLeaveWarning } from "../lib/use-leave-warning.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { countFate, PlannedRows } from "../parts/sheet/planned-rows.tsx";
import type { SheetColumn } from "../parts/sheet/read-named-rows.ts";
import { SheetText } from "../parts/sheet/sheet-text.tsx";
import { useSheet } from "../parts/sheet/use-sheet.ts";

const words = wordsOf(
  {
    title: "批量导入院校",
    about:
      "粘贴后先预览，确认导入才写入。拼音留空会自动填好；已有的院校按代码更新，空单元格不改原来的内容。",
    back: "返回院校",
    template: "院校导入模板",
    send: (rows: number) => `导入 ${rows} 行`,
    done: (created: number, changed: number, same: number) =>
      `导入完成：新建 ${created} 所，更新 ${changed} 所，不变 ${same} 所。`,
  },
  {
    title: "Import schools",
    about:
      "Paste to see a preview; nothing is written until you import. Empty pinyin is filled in. Existing schools are updated by code; empty cells change nothing.",
    back: "Back to schools",
    template: "schools-template",
    send: (rows) => `Import ${rows} rows`,
    done: (created, changed, same) =>
      `Imported. New: ${created}, changed: ${changed}, as they were: ${same}.`,
  },
);

type Field = "schoolCode" | "name" | "aliases" | "pinyin" | "hotline" | "serviceHours" | "province";

const columns: readonly SheetColumn<Field>[] = [
  {
    field: "schoolCode",
    title: { zh: "院校代码", en: "School code" },
    pattern: /代码|标识码|code/,
  },
  {
    field: "name",
    title: { zh: "院校名称", en: "School name" },
    pattern: /^((院校|学校)?(名称|全称|中文名称?)|院校|学校|school|name)$/,
  },
  {
    field: "aliases",
    title: { zh: "别名", en: "Aliases" },
    pattern: /别名|简称|曾用名|alias|short/,
  },
  { field: "pinyin", title: { zh: "拼音", en: "Pinyin" }, pattern: /拼音|pinyin/ },
  {
    field: "hotline",
    title: { zh: "客服热线", en: "Hotline" },
    pattern: /热线|电话|hotline|phone/,
  },
  { field: "serviceHours", title: { zh: "服务时间", en: "Hours" }, pattern: /时间|hours/ },
  { field: "province", title: { zh: "省份", en: "Province" }, pattern: /省|province/ },
];

const maxRows = 500;

export default function ImportSchoolsPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const act = useAct();
  const invalidate = useInvalidate();
  const [text, setText] = useState("");
  const [done, setDone] = useState<string | null>(null);
  useLeaveWarning(() => text !== "");
  const settled = useDebouncedValue(text);
  const read = useSheet(columns, settled);
  const rows = read.rows.map(({ cellOf }) => ({
    schoolCode: cellOf("schoolCode"),
    name: cellOf("name"),
    aliases: cellOf("aliases"),
    pinyin: cellOf("pinyin"),
    hotline: cellOf("hotline"),
    serviceHours: cellOf("serviceHours"),
    province: cellOf("province"),
  }));
  const format = (field: string, cell: string): string =>
    field === "province" && isProvince(cell) ? translate(provinces[cell]) : cell;
  const canPlan = rows.length > 0 && rows.length <= maxRows;
  const plan = useAnswer("planSchoolImport", canPlan ? { body: { rows } } : null);
  const planned = plan.value?.rows ?? [];
  const written = countFate(planned, "create") + countFate(planned, "change");
  const isReady = text === settled && written > 0 && countFate(planned, "faulty") === 0;
  const send = async (): Promise<void> => {
    const answer = await act.run("importSchools", { body: { rows } });
    if (!answer) return;
    setDone(t.done(answer.created, answer.changed, answer.same));
    setText("");
    invalidate("listSchools", "planSchoolImport", "readFirstSteps");
  };
  return (
    <Page title={t.title} about={t.about} back={{ to: "/schools", words: t.back }}>
      {done !== null && text === "" && <Alert type="success" showIcon role="status" title={done} />}
      <SheetText {...{ text, read, change: setText }} maxRows={maxRows} template={t.template} />
      <ProblemNote problem={act.problem ?? plan.problem} />
      {planned.length > 0 && (
        <>
          <PlannedRows
            columns={columns}
            rows={planned}
            lines={read.rows.map(({ line }) => line)}
            format={format}
          />
          <Flex>
            <Button
              type="primary"
              disabled={!isReady}
              loading={act.busy}
              onClick={() => void send()}
            >
              {t.send(written)}
            </Button>
          </Flex>
        </>
      )}
    </Page>
  );
}
