/** Faults of the product during the walk of the students. */
import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster.ts";
import type { Span } from "./judge.ts";
import type { ServiceProcess } from "./service-process.ts";

/** Pause between a kill and the restart: at least the RestartSec of the systemd unit. */
const backAfterMs = 5000;
const cutForMs = 30_000;
const lookEveryMs = 250;

interface Trouble {
  /** Share of students who have finished when it begins. */
  readonly at: number;
  readonly name: string;
  /** True if earlier troubles end first. */
  readonly isAlone: boolean;
  readonly happen: () => Promise<void>;
}

/** Name and time of a trouble, by performance.now(). */
export interface Happened extends Span {
  readonly name: string;
}

export interface Course {
  /** Returns the share of students who have finished, 0 to 1. */
  readonly part: () => number;
  /** Returns true once all students have ended. */
  readonly isOver: () => boolean;
  readonly print: (words: string) => void;
}

export async function makeTrouble(
  cluster: Cluster,
  { part, isOver, print: report }: Course,
): Promise<readonly Happened[]> {
  const begun: Promise<Happened>[] = [];
  const begin = async ({ name, happen }: Trouble): Promise<Happened> => {
    report(`${name} …`);
    const fromMs = performance.now();
    await happen();
    const untilMs = performance.now();
    report(`${name}: over after ${Math.round((untilMs - fromMs) / 1000)} s`);
    return { name, fromMs, untilMs };
  };
  for (const trouble of troublesOf(cluster)) {
    while (part() < trouble.at && !isOver()) await delay(lookEveryMs);
    if (trouble.isAlone) await Promise.all(begun);
    if (isOver()) break;
    const happening = begin(trouble);
    // The error is thrown at the end, or before the next lone trouble.
    happening.catch(() => undefined);
    begun.push(happening);
  }
  return Promise.all(begun);
}

export function troublesOf({ apis, workers, cutStore, repairStore }: Cluster): readonly Trouble[] {
  const killed = (at: number, process: ServiceProcess | undefined): readonly Trouble[] =>
    process
      ? [{ at, name: `kill -9 ${process.name}`, isAlone: false, happen: () => kill(process) }]
      : [];
  const cut = async (): Promise<void> => {
    cutStore();
    await delay(cutForMs);
    repairStore();
  };
  const upgrade = async (): Promise<void> => {
    for (const process of [...apis, ...workers]) {
      await process.end();
      await process.start();
    }
  };
  return [
    ...killed(0.04, apis.at(-1)),
    ...killed(0.08, workers[0]),
    ...killed(0.12, workers[1]),
    { at: 0.2, name: `the store cut off for ${cutForMs / 1000} s`, isAlone: false, happen: cut },
    { at: 0.4, name: "rolling upgrade", isAlone: true, happen: upgrade },
  ];
}

async function kill(process: ServiceProcess): Promise<void> {
  await process.kill();
  await delay(backAfterMs);
  await process.start();
}
