/** Filters under a name, kept in the browser, so that a daily question is one click. */
import { SaveOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input } from "antd";
import { useRef, useState } from "react";
import { useWords, wordsOf } from "../../lib/words.ts";
import { Dialog } from "../dialog.tsx";
import type { FilterValues } from "./known-values.ts";

const words = wordsOf(
  {
    views: "已存视图",
    keep: "保存当前筛选…",
    name: "视图名称",
    forget: (name: string) => `删除“${name}”`,
    none: "还没有保存的视图",
  },
  {
    views: "Saved views",
    keep: "Save these filters…",
    name: "Name of the view",
    forget: (name) => `Delete “${name}”`,
    none: "No saved views yet",
  },
);

interface View {
  readonly name: string;
  readonly values: FilterValues;
}

const isView = (kept: unknown): kept is View =>
  typeof kept === "object" && kept !== null && "name" in kept && typeof kept.name === "string" && "values" in kept;

function readViews(place: string): readonly View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

interface Props {
  readonly list: string;
  readonly values: FilterValues;
  readonly open: (values: FilterValues) => void;
}

export function SavedViews({ list, values, open }: Props) {
  const t = useWords(words);
  const place = `gradphoto-console-views-${list}`;
  const [views, setViews] = useState(() => readViews(place));
  const [name, setName] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const askName = (): void => {
    // The dialog gives the keyboard back to what had it when it opened: the item is gone by then.
    button.current?.focus();
    setName("");
  };
  const keep = (next: readonly View[]): void => {
    localStorage.setItem(place, JSON.stringify(next));
    setViews(next);
  };
  const items = [
    ...views.map((view) => ({ key: `open-${view.name}`, label: view.name, onClick: () => open(view.values) })),
    ...(views.length === 0 ? [{ key: "none", label: t.none, disabled: true }] : []),
    { type: "divider" as const },
    { key: "keep", label: t.keep, icon: <SaveOutlined />, onClick: askName },
    ...views.map((view) => ({
      key: `forget-${view.name}`,
      label: t.forget(view.name),
      onClick: () => keep(views.filter((one) => one !== view)),
    })),
  ];
  const save = (): void => {
    const called = (name ?? "").trim();
    if (called !== "") keep([...views.filter((view) => view.name !== called), { name: called, values }]);
    setName(null);
  };
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button ref={button}>{t.views}</Button>
      </Dropdown>
      {name !== null && (
        <Dialog title={t.keep} onOk={save} close={() => setName(null)}>
          <Input
            aria-label={t.name}
            placeholder={t.name}
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={save}
          />
        </Dialog>
      )}
    </>
  );
}
