/** The settings in their groups: value in force, since when and by whom, and what waits. */
import { allConfigurationGroups, configurationGroups, configurationItems, readCheckSubject } from "@gradphoto/domain";
import { App, Button, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { configurationWords } from "./configuration-words.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { ProposeDialog } from "./propose-dialog.tsx";
import type { Setting } from "./setting-row.ts";

interface Opened {
  readonly setting: Setting;
  readonly as: "propose" | "decide";
}

export function SettingGroups() {
  const t = useWords(configurationWords);
  const say = useSay();
  const { message } = App.useApp();
  const { value, problem, refetch } = useAnswer("readConfiguration", {});
  const invalidate = useInvalidate();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const done = (told: string): void => {
    close();
    void message.success(told);
    invalidate("readConfiguration", "listConfigurationChanges", "readWaiting");
  };
  return (
    <Flex vertical gap={20}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value === undefined && !problem && <Skeleton active />}
      {value &&
        allConfigurationGroups.map((group) => (
          <section key={group} aria-label={say(configurationGroups[group])}>
            <Typography.Title level={2} style={{ fontSize: 17, margin: "0 0 8px" }}>
              {say(configurationGroups[group])}
            </Typography.Title>
            <Group settings={value.settings.filter(({ item }) => configurationItems[item].group === group)} open={setOpened} />
          </section>
        ))}
      {opened?.as === "propose" && <ProposeDialog setting={opened.setting} close={close} done={() => done(t.sent)} />}
      {opened?.as === "decide" && <DecideDialog setting={opened.setting} close={close} done={done} />}
    </Flex>
  );
}

interface GroupProps {
  readonly settings: readonly Setting[];
  readonly open: (opened: Opened) => void;
}

function Group({ settings, open }: GroupProps) {
  const t = useWords(configurationWords);
  const say = useSay();
  if (settings.length === 0)
    return (
      <Typography.Text type="secondary">
        {t.noLimits} <Link to="/limits">{t.tryLimits}</Link>
      </Typography.Text>
    );
  return (
    <DenseTable<Setting>
      wraps
      rowKey={({ item, subject }) => `${item} ${subject}`}
      dataSource={[...settings]}
      columns={[
        {
          title: t.setting,
          width: "38%",
          render: (_, { item, label }) => (
            <Flex vertical>
              <Typography.Text strong>{say(label)}</Typography.Text>
              <Typography.Text type="secondary">{say(configurationItems[item].about)}</Typography.Text>
            </Flex>
          ),
        },
        { title: t.value, width: "20%", render: (_, setting) => <ValueCell setting={setting} /> },
        {
          title: t.since,
          width: "22%",
          render: (_, { since, proposedBy, confirmedBy }) =>
            since === null ? (
              <Typography.Text type="secondary">{t.initial}</Typography.Text>
            ) : (
              <Flex vertical>
                {moment(since)}
                <Typography.Text type="secondary">{t.by(proposedBy ?? "", confirmedBy ?? "")}</Typography.Text>
              </Flex>
            ),
        },
        { key: "acts", render: (_, setting) => <Acts setting={setting} open={open} /> },
      ]}
    />
  );
}

function ValueCell({ setting: { words, waiting } }: { readonly setting: Setting }) {
  const t = useWords(configurationWords);
  const say = useSay();
  return (
    <Flex vertical gap={4} align="flex-start">
      {say(words)}
      {waiting && (
        <ToneTag tone="warning" label={{ zh: t.waits(say(waiting.words)), en: t.waits(say(waiting.words)) }} />
      )}
    </Flex>
  );
}

function Acts({ setting, open }: { readonly setting: Setting; readonly open: GroupProps["open"] }) {
  const t = useWords(configurationWords);
  const { role } = useStaff();
  const { item, subject, waiting } = setting;
  const of = readCheckSubject(subject);
  return (
    <Flex gap={8} wrap align="center">
      {waiting && (
        <Button size="small" type={waiting.mayDecide ? "primary" : "default"} onClick={() => open({ setting, as: "decide" })}>
          {waiting.mayDecide ? t.decide : t.look}
        </Button>
      )}
      {!waiting && role === "operator" && of === null && (
        <Button size="small" onClick={() => open({ setting, as: "propose" })}>
          {t.propose}
        </Button>
      )}
      {of && <Link to={`/limits?check=${of.check}&specId=${of.spec.id}`}>{t.tryLimits}</Link>}
      <Link to={`/configuration?view=history&item=${item}`}>{t.history}</Link>
    </Flex>
  );
}
