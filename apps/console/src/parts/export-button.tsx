/** Exports the rows of a list as a file: the download starts at once, its progress is listed under 我的导出. */
import { type ExportKind, exportKindOf, type FileFormat } from "@gradphoto/domain";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { call } from "../lib/client.ts";
import { useSettings } from "../lib/settings.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";

/** A word in all capitals is a name. */
const inSentence = (name: string): string =>
  /^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

const words = wordsOf(
  { take: (name: string) => `导出${name}`, begun: "导出已开始，进度和取消在“我的导出”" },
  {
    take: (name) => `Export ${inSentence(name)}`,
    begun: "The export has begun; follow or cancel it under My exports",
  },
);

const formatNames: Readonly<Record<FileFormat, string>> = {
  csv: "CSV",
  xlsx: "Excel (XLSX)",
  zip: "ZIP",
};

interface Props {
  readonly kind: ExportKind;
  /** Filters of the list; those that the export kind does not have are left out. */
  readonly filters: Readonly<Record<string, string | number | undefined>>;
}

export function ExportButton({ kind, filters }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const { message } = App.useApp();
  const { language } = useSettings();
  const { formats, filters: existing, ...name } = exportKindOf(kind);
  const [busy, setBusy] = useState(false);
  const take = async (format: FileFormat): Promise<void> => {
    const chosen = Object.fromEntries(
      Object.keys(existing).flatMap((key) =>
        filters[key] === undefined ? [] : [[key, filters[key]]],
      ),
    );
    setBusy(true);
    const answer = await call("startExport", { body: { kind, format, language, filters: chosen } });
    setBusy(false);
    if (!answer.ok) return void message.error(translate(answer.problem.words));
    void message.success(t.begun);
    if (answer.value.url !== null) download(answer.value.url);
  };
  const items = formats.map((format) => ({
    key: format,
    label: formatNames[format],
    onClick: () => void take(format),
  }));
  return (
    <Dropdown menu={{ items }} trigger={["click"]}>
      <Button loading={busy}>{t.take(translate(name))}</Button>
    </Dropdown>
  );
}

/** The response header makes the browser save the file; the page stays. */
export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
