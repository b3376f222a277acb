/** Rejecting: the tree of reasons, several at once, those first that the findings point to, each in the words the student reads. */
import {
  type Finding,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "@gradphoto/domain";
import { Checkbox, Flex, Input, Modal, Typography } from "antd";
import { useState } from "react";
import { pressedKey } from "../lib/keyboard.ts";
import { useSay, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import { noted } from "./findings-panel.tsx";

interface Props {
  readonly findings: readonly Finding[];
  readonly close: () => void;
  readonly reject: (reasons: readonly ReviewReasonCode[], words: string | null) => void;
}

/** The reasons about the same matter as what the checks noted. */
export function suggestedReasons(findings: readonly Finding[]): readonly ReviewReasonCode[] {
  const ids = noted(findings)
    .filter(({ verdict }) => verdict !== "unsure")
    .map(({ id }) => id);
  return reviewerReasonCodes.filter((code) => reviewReasons[code].checks.some((check) => ids.includes(check)));
}

const most = 10;

export function ReasonsDialog({ findings, close, reject }: Props) {
  const t = useWords(deskWords);
  const say = useSay();
  const suggested = suggestedReasons(findings);
  const [chosen, setChosen] = useState<readonly ReviewReasonCode[]>([]);
  const [words, setWords] = useState("");
  const flip = (code: ReviewReasonCode): void =>
    setChosen(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code].slice(0, most));
  const send = (): void => {
    if (chosen.length > 0) reject(chosen, words.trim() === "" ? null : words.trim());
  };
  const rows = [...suggested, ...reviewerReasonCodes.filter((code) => !suggested.includes(code))];
  const keyOf = (code: ReviewReasonCode): string => "123456789abcdfghijklmnopqstuvwxyz"[rows.indexOf(code)] ?? "";
  const press = (event: React.KeyboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = pressedKey(event);
    const code = rows.find((one) => keyOf(one) === pressed);
    if (event.key === "Enter") send();
    else if (code) flip(code);
    else return;
    event.preventDefault();
  };
  const row = (code: ReviewReasonCode) => (
    <Checkbox key={code} checked={chosen.includes(code)} onChange={() => flip(code)}>
      <kbd>{keyOf(code).toUpperCase()}</kbd> {say(reviewReasons[code].label)}
      <Typography.Text type="secondary"> {say(reviewReasons[code].advice)}</Typography.Text>
    </Checkbox>
  );
  const groups = Object.entries(reviewReasonGroups).flatMap(([group, title]) => {
    const codes = reviewerReasonCodes.filter(
      (code) => reviewReasons[code].group === group && !suggested.includes(code),
    );
    return codes.length === 0 ? [] : [{ group, title, codes }];
  });
  return (
    <Modal
      open
      width={860}
      title={t.reasonsTitle}
      okText={t.send}
      onOk={send}
      onCancel={close}
      okButtonProps={{ danger: true, disabled: chosen.length === 0 }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the boxes inside, which can be clicked as well */}
      <div onKeyDown={press} tabIndex={-1} ref={focus} className="desk-reasons">
        <Flex vertical gap={12}>
          {suggested.length > 0 && (
            <Flex vertical gap={4}>
              <Typography.Text strong>{t.suggested}</Typography.Text>
              {suggested.map(row)}
            </Flex>
          )}
          {groups.map(({ group, title, codes }) => (
            <Flex vertical gap={4} key={group}>
              <Typography.Text strong>{say(title)}</Typography.Text>
              {codes.map(row)}
            </Flex>
          ))}
          <Input.TextArea
            aria-label={t.otherWords}
            placeholder={`${t.otherWords} · ${t.otherWordsHint}`}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </Flex>
      </div>
    </Modal>
  );
}

const focus = (element: HTMLDivElement | null): void => element?.focus();
