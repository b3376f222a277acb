/**
 * Settings that operators change at run time: current values, proposals that wait for a second person, and the history.
 */
import {
  allConfigurationGroups,
  allConfigurationItems,
  allMessagePlaceholders,
  type ConfigurationGroup,
  type ConfigurationItem,
  configurationChangeList,
  configurationGroups,
  configurationItems,
  isSingleItem,
  messagePlaceholders,
} from "@gradphoto/domain";
import { Alert, App, Button, Flex, Form, Input, Skeleton, Tabs, Typography } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { call } from "../lib/client.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { useAddress } from "../parts/data-list/use-address.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { configurationWords } from "./configuration-words.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { type EnteredValue, fromFieldValues, newAnswer, toFieldValues } from "./entered-value.ts";
import { MessagePreview } from "./message-preview.tsx";
import { type OpenSettingDialog, type Setting, valueText } from "./setting-row.ts";
import { SettingTable } from "./setting-table.tsx";
import { useMergeFields, ValueFields } from "./value-fields.tsx";

type Entered = EnteredValue & { readonly why: string };

interface Props {
  readonly setting: Setting;
  readonly publicUrl: string;
  readonly close: () => void;
  readonly done: () => void;
}

/** Dialog that takes a new value next to the current one, with a reason for the person who confirms it. */
function ProposeDialog({ setting, publicUrl, close, done }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const needed = useRequiredText();
  const invalidate = useInvalidate();
  const mergeFields = useMergeFields();
  const [latest, setLatest] = useState(setting);
  const [isDeciding, setDeciding] = useState(false);
  const { item, subject, label } = setting;
  const { words, value, changeId, waiting } = latest;
  const isMessage = configurationItems[item].of === "message";
  const compare = async () => {
    invalidate("readConfiguration");
    const answer = await call("readConfiguration", {});
    const next =
      answer.ok &&
      answer.value.settings.find((one) => one.item === item && one.subject === subject);
    if (!next) return null;
    setLatest(next);
    if (next.changeId === changeId) return null;
    return {
      base: { ...toFieldValues(item, value) },
      saved: { ...toFieldValues(item, next.value) },
    };
  };
  const settled = (): void => {
    setDeciding(false);
    setLatest({ ...latest, waiting: null });
    invalidate("readConfiguration", "listConfigurationChanges");
  };
  return (
    <>
      <FormDialog<"proposeConfiguration", Entered>
        title={t.proposeOf(translate(label))}
        send={t.send}
        route="proposeConfiguration"
        initial={toFieldValues(item, setting.value)}
        inputOf={({ why, ...entered }) => ({
          body: {
            item,
            subject,
            value: fromFieldValues(item, entered),
            seen: changeId,
            why,
          },
        })}
        done={done}
        mergeFields={mergeFields}
        refused={compare}
        close={close}
      >
        {waiting && (
          <Alert
            type="warning"
            title={t.waits(translate(valueText(waiting.words)))}
            action={
              <Button onClick={() => setDeciding(true)}>
                {waiting.mayDecide ? t.decide : t.look}
              </Button>
            }
            style={{ marginBottom: 16 }}
          />
        )}
        <p>{translate(configurationItems[item].about)}</p>
        <Form.Item label={t.before}>{translate(valueText(words))}</Form.Item>
        {isMessage && <Placeholders />}
        <ValueFields item={item} subject={subject} />
        {isMessage && (
          <Form.Item<Entered> noStyle dependencies={["zh", "en"]}>
            {({ getFieldsValue }) => {
              // Reads all values: at the first render the fields are not registered yet.
              const { zh = "", en = "" }: EnteredValue = getFieldsValue(true);
              return <MessagePreview template={subject} words={{ zh, en }} publicUrl={publicUrl} />;
            }}
          </Form.Item>
        )}
        <Form.Item name="why" label={t.why} extra={t.whyHint} rules={needed}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </FormDialog>
      {isDeciding && (
        <DecideDialog
          setting={latest}
          publicUrl={publicUrl}
          close={() => setDeciding(false)}
          done={settled}
        />
      )}
    </>
  );
}

/** Lists the placeholders that a text message may contain. */
function Placeholders() {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const listed = allMessagePlaceholders.map((name) => {
    const { about, isNeeded } = messagePlaceholders[name];
    return `{${name}} ${translate(about)}${isNeeded ? t.placeholderNeeded : ""}`;
  });
  return <p>{t.placeholders(listed.join(" · "))}</p>;
}

function SettingGroups({ groups }: { readonly groups: readonly ConfigurationGroup[] }) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const { message } = App.useApp();
  const { value, problem, refetch } = useAnswer("readConfiguration", {});
  const invalidate = useInvalidate();
  const [opened, setOpened] = useState<OpenSettingDialog | null>(null);
  const publicUrl = value?.publicUrl ?? "";
  const close = (): void => setOpened(null);
  const done = (reported: string): void => {
    close();
    void message.success(reported);
    invalidate(
      "readConfiguration",
      "listConfigurationChanges",
      "readProjectDefaults",
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
        <ProposeDialog
          setting={opened.setting}
          publicUrl={publicUrl}
          close={close}
          done={() => done(t.sent)}
        />
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
  readonly open: (opened: OpenSettingDialog) => void;
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
          <OfMany
            key={item}
            item={item}
            settings={settings.filter((one) => one.item === item)}
            open={open}
          />
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
          <Typography.Text type="secondary">{t.noLimits}</Typography.Text>
          <Link to="/specs?view=limits">{t.tryLimits}</Link>
        </Flex>
      )}
    </Flex>
  );
}

/** List of every proposed change, its author and its outcome. */
function ChangeHistory() {
  return (
    <DataList
      list={configurationChangeList}
      inputOf={(query) => ({ query })}
      rowsOf={({ changes }) => changes}
      cells={{}}
    />
  );
}

const views = ["settings", "words", "history"] as const;

const numbers = allConfigurationGroups.filter((group) => group !== "words" && group !== "specs");

export default function ConfigurationPage() {
  const t = useWords(configurationWords);
  const { values, change } = useAddress(["view"]);
  const view = views.find((one) => one === values.view) ?? "settings";
  return (
    <Page title={t.title} about={t.about}>
      <Tabs
        activeKey={view}
        onChange={(key) => change({ view: key, item: null, state: null })}
        items={views.map((key) => ({ key, label: t[`view-${key}`] }))}
      />
      {view === "settings" && <SettingGroups groups={numbers} />}
      {view === "words" && <SettingGroups groups={["words"]} />}
      {view === "history" && <ChangeHistory />}
    </Page>
  );
}
