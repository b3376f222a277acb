/**
 * The school's own list while its page is open: read and compared in the browser; only the numbers that have started
 * are requested.
 */
import type { Problem } from "@gradphoto/domain/client";
import { useRef, useState } from "react";
import { call } from "../lib/client.ts";
import { readFile } from "../parts/sheet/read-file.ts";
import type { Sheet, SheetFault } from "../parts/sheet/sheet.ts";

const pageRows = 2000;

export interface StartedNumbers {
  readonly numbers: readonly string[];
  /** Includes students whose number is not disclosed. */
  readonly started: number;
}

export interface OwnList {
  readonly sheets: readonly Sheet[] | null;
  readonly begun: StartedNumbers | null;
  readonly fault: SheetFault | null;
  readonly problem: Problem | null;
  readonly busy: boolean;
  readonly take: (file: Blob) => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly forget: () => void;
}

export function useOwnList(projectId: string): OwnList {
  const [sheets, setSheets] = useState<readonly Sheet[] | null>(null);
  const [begun, setBegun] = useState<StartedNumbers | null>(null);
  const [fault, setFault] = useState<SheetFault | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** A later file replaces one that is still being read. */
  const turn = useRef(0);
  const refresh = async (): Promise<void> => {
    const ownTurn = turn.current;
    setBusy(true);
    setProblem(null);
    const answer = await readBegun(projectId);
    if (turn.current !== ownTurn) return;
    if ("problem" in answer) setProblem(answer.problem);
    else setBegun(answer);
    setBusy(false);
  };
  const forget = (): void => {
    turn.current++;
    setSheets(null);
    setBegun(null);
    setFault(null);
    setProblem(null);
    setBusy(false);
  };
  const take = async (file: Blob): Promise<void> => {
    forget();
    const ownTurn = turn.current;
    setBusy(true);
    const read = await readFile(file);
    if (turn.current !== ownTurn) return;
    if ("fault" in read) {
      setFault(read.fault);
      setBusy(false);
      return;
    }
    setSheets(read.sheets);
    await refresh();
  };
  return { sheets, begun, fault, problem, busy, take, refresh, forget };
}

/** Fetches page after page. */
async function readBegun(projectId: string): Promise<StartedNumbers | { readonly problem: Problem }> {
  const numbers: string[] = [];
  let after: string | null = null;
  for (;;) {
    const query: { readonly limit: number; readonly after?: string } = {
      limit: pageRows,
      ...(after !== null && { after }),
    };
    const answer = await call("listStartedNumbers", { params: { projectId }, query });
    if (!answer.ok) return { problem: answer.problem };
    numbers.push(...answer.value.numbers);
    after = answer.value.next;
    if (after === null) return { numbers, started: answer.value.started };
  }
}
