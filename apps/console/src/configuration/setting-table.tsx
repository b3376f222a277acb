/** Table of settings: current value, since when and by whom, pending proposals, and possible actions. */
import { configurationItems, readCheckSubject, subjectWords } from "@gradphoto/domain";
import { Button, Flex, Typography } from "antd";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { configurationWords } from "./configuration-words.ts";
import { isOutside } from "./entered-value.ts";
import type { OpenSettingDialog, Setting } from "./setting-row.ts";
import { valueText } from "./setting-row.ts";

interface Props {
  readonly settings: readonly Setting[];
  readonly open: (opened: OpenSettingDialog) => void;
}

export function SettingTable({ settings, open }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  // For an item with many values, the value carries the label, and the explanation is above the table.
  const isOfMany = settings.some(({ subject }) => subject !== "");
  return (
    <DenseTable<Setting>
      wraps
      rowKey={({ item, subject }) => `${item} ${subject}`}
      dataSource={[...settings]}
      columns={[
        {
          title: t.setting,
          width: isOfMany ? "22%" : "36%",
          render: (_, { item, subject, label }) => (
            <Flex vertical>
              <Typography.Text strong>
                {translate(subjectWords(item, subject) ?? label)}
              </Typography.Text>
              {subject === "" && (
                <Typography.Text type="secondary">
                  {translate(configurationItems[item].about)}
                </Typography.Text>
              )}
            </Flex>
          ),
        },
        {
          title: t.value,
          width: isOfMany ? "44%" : "24%",
          render: (_, setting) => <ValueCell setting={setting} />,
        },
        {
          title: t.since,
          width: isOfMany ? "16%" : "22%",
          render: (_, { since, proposedBy, confirmedBy }) =>
            since === null ? (
              <Typography.Text type="secondary">{t.initial}</Typography.Text>
            ) : (
              <Flex vertical>
                {moment(since)}
                <Typography.Text type="secondary">
                  {t.by(proposedBy ?? "", confirmedBy ?? "")}
                </Typography.Text>
              </Flex>
            ),
        },
        {
          key: "acts",
          title: t.acts,
          render: (_, setting) => <Acts setting={setting} open={open} />,
        },
      ]}
    />
  );
}

function ValueCell({ setting: { item, words, value, waiting } }: { readonly setting: Setting }) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const next = waiting && t.waits(translate(valueText(waiting.words)));
  return (
    <Flex vertical gap={4} align="flex-start">
      {translate(valueText(words))}
      {value === "" ? (
        <Typography.Text type="warning">{t.noHotline}</Typography.Text>
      ) : (
        isOutside(item, value) && <Typography.Text type="warning">{t.outside}</Typography.Text>
      )}
      {next !== null && <ToneTag tone="warning" label={{ zh: next, en: next }} />}
    </Flex>
  );
}

function Acts({ setting, open }: { readonly setting: Setting; readonly open: Props["open"] }) {
  const t = useWords(configurationWords);
  const { role } = useStaff();
  const { item, subject, waiting } = setting;
  const of = item === "check-limits" ? readCheckSubject(subject) : null;
  return (
    <Flex gap={8} wrap align="center">
      {waiting && (
        <Button
          size="small"
          type={waiting.mayDecide ? "primary" : "default"}
          onClick={() => open({ setting, as: "decide" })}
        >
          {waiting.mayDecide ? t.decide : t.look}
        </Button>
      )}
      {!waiting && role === "operator" && of === null && (
        <Button size="small" onClick={() => open({ setting, as: "propose" })}>
          {t.propose}
        </Button>
      )}
      {of && (
        <Link to={`/specs?view=limits&check=${of.check}&specId=${of.spec.id}`}>{t.tryLimits}</Link>
      )}
      <Link to={`/configuration?view=history&item=${item}`}>{t.history}</Link>
    </Flex>
  );
}
