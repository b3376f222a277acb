/** Progress of the demo's history and the people in it, in a file of the data folder. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const person = z.object({
  /** WeChat user of the sandbox. */
  userId: z.string(),
  chsiId: z.string(),
  /** Last four characters of the ID number. */
  lastFour: z.string(),
  collectionId: z.string(),
});

const file = z.object({
  /** End of the history, which a continued run keeps. */
  present: z.string(),
  /** Time of the history's clock. */
  reached: z.string(),
  finishedAt: z.string().nullable(),
  doneSteps: z.array(z.string()),
  stepCount: z.int(),
  /** Students by key. */
  students: z.record(z.string(), person),
});

export type SeededPerson = z.output<typeof person>;
export type PeopleFile = z.output<typeof file>;

/** Share of the history that is written, from 0 to 1. */
export const shareDone = ({ finishedAt, doneSteps, stepCount }: PeopleFile): number =>
  finishedAt !== null ? 1 : stepCount === 0 ? 0 : doneSteps.length / stepCount;

const pathIn = (dataFolder: string): string => join(dataFolder, "demo-people.json");

/** Returns null without a history. */
export function readPeopleFile(dataFolder: string): PeopleFile | null {
  try {
    return file.parse(JSON.parse(readFileSync(pathIn(dataFolder), "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Replaces the file at once, so that a kill leaves the old or the new content. */
export function writePeopleFile(dataFolder: string, content: PeopleFile): void {
  const path = pathIn(dataFolder);
  writeFileSync(`${path}.part`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${path}.part`, path);
}
