/** Settings of some groups; an item with many values gets its own heading. */
import {
  allConfigurationItems,
  type ConfigurationGroup,
  type ConfigurationItem,
  configurationGroups,
  configurationItems,
  isSingleItem,
} from "@gradphoto/domain";
import { App, Button, Flex, Skeleton, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useStaff } from "../lib/staff.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { configurationWords } from "./configuration-words.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { newAnswer } from "./entered-value.ts";
import { ProposeDialog } from "./propose-dialog.tsx";
import type { Opened, Setting } from "./setting-row.ts";
import { SettingTable } from "./setting-table.tsx";

export function SettingGroups({ groups }: { readonly groups: readonly ConfigurationGroup[] }) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const { message } = App.useApp();
  const { value, problem, refetch } = useAnswer("readConfiguration", {});
  const invalidate = useInvalidate();
  const [opened, setOpened] = useState<Opened | null>(null);
  const publicUrl = value?.publicUrl ?? "";
  const close = (): void => setOpened(null);
  const done = (reported: string): void => {
    close();
    void message.success(reported);
    invalidate(
      "readConfiguration",
      "listConfigurationChanges",
      "readProjectDefaults",
      "readPhotoSpecs",
      "readFirstSteps",
    );
  };
  return (
    <Flex vertical gap={20}>
      <ProblemNote problem={problem} refetch={refetch} />
      {value === undefined && !problem && <Skeleton active />}
      {value &&
        groups.map((group) => (
          <section key={group} aria-label={translate(configurationGroups[group])}>
            <Typography.Title level={2} style={{ fontSize: 17, margin: "0 0 8px" }}>
              {translate(configurationGroups[group])}
            </Typography.Title>
            <Group group={group} settings={value.settings} open={setOpened} />
          </section>
        ))}
      {opened?.as === "propose" && (
        <ProposeDialog setting={opened.setting} publicUrl={publicUrl} close={close} done={() => done(t.sent)} />
      )}
      {opened?.as === "decide" && (
        <DecideDialog setting={opened.setting} publicUrl={publicUrl} close={close} done={done} />
      )}
    </Flex>
  );
}

interface GroupProps {
  readonly group: ConfigurationGroup;
  readonly settings: readonly Setting[];
  readonly open: (opened: Opened) => void;
}

function Group({ group, settings, open }: GroupProps) {
  const items = allConfigurationItems.filter((item) => configurationItems[item].group === group);
  const single = settings.filter(({ item }) => items.includes(item) && isSingleItem(item));
  return (
    <Flex vertical gap={16}>
      {single.length > 0 && <SettingTable settings={single} open={open} />}
      {items
        .filter((item) => !isSingleItem(item))
        .map((item) => (
          <OfMany key={item} item={item} settings={settings.filter((one) => one.item === item)} open={open} />
        ))}
    </Flex>
  );
}

interface OfManyProps extends Omit<GroupProps, "group"> {
  readonly item: ConfigurationItem;
}

function OfMany({ item, settings, open }: OfManyProps) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const { role } = useStaff();
  const { label, about } = configurationItems[item];
  return (
    <Flex vertical gap={8}>
      <Typography.Text>
        <strong>{translate(label)}</strong> · {translate(about)}
      </Typography.Text>
      {settings.length > 0 && <SettingTable settings={settings} open={open} />}
      {item === "service-answer" && role === "operator" && (
        <Button
          style={{ alignSelf: "flex-start" }}
          onClick={() => open({ setting: newAnswer(crypto.randomUUID()), as: "propose" })}
        >
          {t.addAnswer}
        </Button>
      )}
      {settings.length === 0 && (
        <Flex gap={8} wrap>
          <Typography.Text type="secondary">{item === "photo-spec" ? t.noSpecs : t.noLimits}</Typography.Text>
          {item === "photo-spec" ? (
            role === "operator" && <Link to="/specs">{t.toSpecs}</Link>
          ) : (
            <Link to="/specs?view=limits">{t.tryLimits}</Link>
          )}
        </Flex>
      )}
    </Flex>
  );
}
