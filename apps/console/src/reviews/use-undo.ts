/** Undoes own decisions, by key, button and row, and reports the result. Each undone task becomes the current one. */
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useRef } from "react";
import { call } from "../lib/client.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { isTemporaryProblem, useDecisionResult, waitForLastDecision } from "./decision-queue.ts";
import { deskWords } from "./desk-words.ts";
import { canUndo, latestOf } from "./own-decisions.ts";
import type { Task } from "./use-tasks.ts";

interface Undone {
  /** null: the problem was already reported. */
  readonly text: string | null;
  readonly back?: { readonly task: Task; readonly decisionId: string };
}

const undoingKey = "undoing";
const undoneKey = "undone";
/** An answer that arrives sooner needs no loading sign. */
const quickMs = 300;

/**
 * `isListed`: whether own decisions are listed already; `onUndone`: called with the task and the undone decision;
 * `elsewhere`: text on where the task is now, if not in front.
 */
export function useUndo(
  isListed: boolean,
  onUndone: (task: Task, decisionId: string) => void,
  elsewhere?: string,
) {
  const t = useWords(deskWords);
  const translate = useTranslate();
  const { staffId } = useStaff();
  const client = useQueryClient();
  const { message } = App.useApp();
  const recent = useAnswer("listMyDecisions", isListed ? {} : null);
  const isInProgress = useRef(false);
  // Its answer was lost: the next attempt concerns the same decision.
  const unclear = useRef<string | null>(null);
  useDecisionResult((_, refused) => {
    if (refused === null) unclear.current = null;
    if (isListed) recent.refetch();
  });

  const undoOne = async (decisionId: string): Promise<Undone> => {
    const answer = await call("undoDecision", { params: { decisionId } });
    unclear.current = null;
    if (answer.ok) {
      const { task } = answer.value;
      return { text: elsewhere ?? t.undoneOf(task.student.nameMasked), back: { task, decisionId } };
    }
    const { problem } = answer;
    if (isTemporaryProblem(problem)) unclear.current = decisionId;
    // One text for every conflict: otherwise a honeypot could be recognized.
    return { text: problem.status === 409 ? t.undoTooLate : translate(problem.words) };
  };
  const undoLatest = async (): Promise<Undone> => {
    const last = await waitForLastDecision(client, staffId);
    if (last === "refused") return { text: null };
    // It can be undone neither now nor later.
    if (last !== null) return { text: t.notSavedYet(last.nameMasked) };
    if (unclear.current !== null) return undoOne(unclear.current);
    // Reads the decisions once more, because one may have been made on another computer since.
    const own = await call("listMyDecisions", {});
    if (!own.ok) return { text: translate(own.problem.words) };
    const latest = latestOf(own.value.decisions);
    if (latest === undefined) return { text: t.undoNone };
    return canUndo(latest, Date.now()) ? undoOne(latest.decisionId) : { text: t.undoTooLate };
  };
  const run = async (attempt: () => Promise<Undone>): Promise<void> => {
    if (isInProgress.current) return;
    isInProgress.current = true;
    const loadingTimer = setTimeout(() => {
      void message.open({ key: undoingKey, type: "loading", content: t.undoing, duration: 0 });
    }, quickMs);
    const { text, back } = await attempt();
    clearTimeout(loadingTimer);
    message.destroy(undoingKey);
    isInProgress.current = false;
    if (text !== null)
      void message.open({ key: undoneKey, type: back ? "success" : "warning", content: text });
    if (back) onUndone(back.task, back.decisionId);
    recent.refetch();
  };
  return {
    recent,
    undo: (decisionId: string): void => void run(() => undoOne(decisionId)),
    undoLatest: (): void => void run(undoLatest),
  };
}
