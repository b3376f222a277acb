/**
 * Panel for rejecting, next to the photo: each reason has a fixed key, several can be chosen, in the words the student
 * reads.
 */
import {
  type Finding,
  isExplainedByNote,
  type ReviewReasonCode,
  reviewerReasonCodes,
  reviewReasonGroups,
  reviewReasons,
} from "@gradphoto/domain";
import { Button, Flex, Input, type InputRef, Typography } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useKeys } from "../lib/use-keys.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { FoldedChecklist } from "./checklist.tsx";
import type { Rejection } from "./decision-queue.ts";
import { useReasonLabels } from "./decision-words.ts";
import { reasonKeys } from "./keys.ts";
import { type ReasonsDraft, readLastReasons, writeLastReasons } from "./reasons-draft.ts";
import {
  appendLines,
  maxNoteLetters,
  measuredWords,
  reasonsWords,
  suggestedReasons,
} from "./reasons-words.ts";
import "./reasons.css";

interface Props {
  readonly findings: readonly Finding[];
  /** False where nobody would read the text. */
  readonly acceptsNote: boolean;
  readonly draft: ReasonsDraft;
  readonly store: (draft: ReasonsDraft) => void;
  readonly close: () => void;
  readonly reject: (rejection: Rejection) => void;
}

const maxReasons = 10;

/** The key confirms or cancels an input method's composition and is not meant for the field. */
const isOfInputMethod = ({ nativeEvent }: KeyboardEvent): boolean => nativeEvent.isComposing;

export function ReasonsPanel({ findings, acceptsNote, draft, store, close, reject }: Props) {
  const t = useWords(reasonsWords);
  const { staffId } = useStaff();
  // Reasons of the previous rejection; empty: none was rejected yet.
  const last = readLastReasons(staffId);
  const lackId = useId();
  const translate = useTranslate();
  const labelsOf = useReasonLabels();
  const { chosen, words } = draft;
  const setWords = (words: string): void => store({ ...draft, words });
  const [searchText, setSearchText] = useState("");
  const [composing, setComposing] = useState(false);
  const [shownLack, setShownLack] = useState(false);
  const [shownMost, setShownMost] = useState(false);
  const [leftOut, setLeftOut] = useState(0);
  const search = useRef<InputRef>(null);
  const field = useRef<TextAreaRef>(null);
  const suggested = suggestedReasons(findings);
  const { value: set } = useAnswer("readReasonAdvice", {});
  const adviceOf = (code: ReviewReasonCode) =>
    set?.reasons.find((one) => one.code === code)?.advice ?? reviewReasons[code].advice;
  const matches = (code: ReviewReasonCode): boolean => {
    const { zh, en } = reviewReasons[code].label;
    return `${zh} ${en}`.toLowerCase().includes(searchText.trim().toLowerCase());
  };
  const findsNone = !reviewerReasonCodes.some(matches);
  const choose = (codes: readonly ReviewReasonCode[]): void => {
    setShownMost(codes.length > maxReasons);
    if (codes.length <= maxReasons) store({ ...draft, chosen: codes });
  };
  const flip = (code: ReviewReasonCode): void =>
    choose(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]);
  const needsWords = acceptsNote && chosen.some(isExplainedByNote);
  const lacksWords = needsWords && words.trim() === "";
  const send = (): void => {
    if (lacksWords) {
      setShownLack(true);
      field.current?.focus();
    } else if (chosen.length > 0) {
      writeLastReasons(staffId, chosen);
      reject({
        outcome: "reject",
        reasons: [...chosen],
        ...(words.trim() !== "" && { words: words.trim() }),
      });
    }
  };
  const fillIn = (): void => {
    const note = appendLines(words, measuredWords(findings, chosen).map(translate));
    setWords(note.words);
    setLeftOut(note.leftOut);
  };
  const repeated = (): void => {
    if (last.length > 0) choose(last);
  };
  useKeys(
    reasonKeys({
      flip,
      ...{ send, close },
      search: () => search.current?.focus(),
      repeated,
      words: acceptsNote ? { write: () => field.current?.focus(), fillIn } : null,
    }),
  );
  const inSearch = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isOfInputMethod(event)) return;
    const first = reviewerReasonCodes.find(matches);
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && first) flip(first);
    else if (event.key !== "Escape") return;
    setSearchText("");
    event.currentTarget.blur();
  };
  const row = (code: ReviewReasonCode) => {
    const { key, label } = reviewReasons[code];
    return (
      <button
        key={code}
        type="button"
        className={`desk-reason${matches(code) ? "" : " desk-reason-other"}`}
        aria-pressed={chosen.includes(code)}
        onClick={() => flip(code)}
      >
        <kbd>{key?.toUpperCase()}</kbd>
        <span>{translate(label)}</span>
        {suggested.includes(code) && (
          <b className="desk-reason-hint" role="img" aria-label={t.suggested} title={t.suggested}>
            !
          </b>
        )}
      </button>
    );
  };
  return (
    <Flex
      component="section"
      vertical
      flex={1}
      gap={6}
      className="desk-reasons"
      aria-label={t.title}
    >
      <Flex justify="space-between" align="center" gap={8}>
        <Typography.Title level={2} className="desk-heading">
          {t.title}
        </Typography.Title>
        {/* Enter returns from the field here; the page's own shortcut would reject. */}
        <Button
          size="small"
          onClick={close}
          onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()}
        >
          {t.back} <kbd>Esc</kbd>
        </Button>
      </Flex>
      <Flex gap={8} align="center">
        <Input
          ref={search}
          size="small"
          aria-label={t.search}
          placeholder={`${t.searchShort} ( / )`}
          value={searchText}
          onChange={(event) => setSearchText(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={inSearch}
        />
        {suggested.length > 0 && (
          <Flex gap={4} flex="none" align="center" title={labelsOf(suggested)}>
            <b className="desk-reason-hint" aria-hidden="true">
              !
            </b>
            {t.suggestedHere}
            {suggested.map((code) => (
              <kbd key={code}>{reviewReasons[code].key?.toUpperCase()}</kbd>
            ))}
          </Flex>
        )}
      </Flex>
      {findsNone && !composing && <Typography.Text role="status">{t.noMatch}</Typography.Text>}
      <div className="desk-reason-groups">
        {Object.entries(reviewReasonGroups).map(([group, title]) => {
          const codes = reviewerReasonCodes.filter((code) => reviewReasons[code].group === group);
          return codes.length === 0 ? null : (
            <fieldset key={group}>
              <legend>{translate(title)}</legend>
              {codes.map(row)}
            </fieldset>
          );
        })}
      </div>
      <Flex vertical gap={6} className="desk-reasons-sent">
        {chosen.length > 0 && (
          <ul>
            {chosen.map((code) => (
              <li key={code}>
                <b>{translate(reviewReasons[code].label)}</b> {translate(adviceOf(code))}
              </li>
            ))}
          </ul>
        )}
        {shownMost && (
          <Typography.Text role="alert" type="danger">
            {t.maxReasons(maxReasons)}
          </Typography.Text>
        )}
        {shownLack && lacksWords && (
          <Typography.Text id={lackId} role="alert" type="danger">
            {t.wordsLack}
          </Typography.Text>
        )}
        {acceptsNote && (
          <Input.TextArea
            ref={field}
            aria-label={needsWords ? t.wordsNeeded : t.words}
            aria-required={needsWords}
            aria-describedby={shownLack && lacksWords ? lackId : undefined}
            status={shownLack && lacksWords ? "error" : ""}
            placeholder={t.wordsHint}
            maxLength={maxNoteLetters}
            autoSize={{ minRows: 1, maxRows: 4 }}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setLeftOut(0);
            }}
            onKeyDown={(event) =>
              event.key === "Escape" && !isOfInputMethod(event) && event.currentTarget.blur()
            }
          />
        )}
        {leftOut > 0 && (
          <Typography.Text role="alert">{t.leftOut(leftOut, maxNoteLetters)}</Typography.Text>
        )}
        <Flex gap={8} wrap align="center">
          <Button danger type="primary" disabled={chosen.length === 0} onClick={send}>
            {t.send} <kbd>Ctrl+↵</kbd>
          </Button>
          {acceptsNote && (
            <Button
              size="small"
              disabled={measuredWords(findings, chosen).length === 0}
              onClick={fillIn}
            >
              {t.fillIn} <kbd>P</kbd>
            </Button>
          )}
          {last.length > 0 && (
            <Button size="small" title={labelsOf(last)} onClick={repeated}>
              {t.retry} <kbd>L</kbd>
            </Button>
          )}
        </Flex>
        <FoldedChecklist />
      </Flex>
    </Flex>
  );
}
