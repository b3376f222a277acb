/** Journal of a batch: one line per finished photo, so that an interrupted run can resume. */
import { type FileHandle, open, readFile } from "node:fs/promises";
import { reportVerdicts } from "@gradphoto/domain/photo-standard";
import { z } from "zod";
import { writeAtomically } from "../write-atomically.ts";

const entrySchema = z.object({
  file: z.string(),
  sourceSha256: z.string(),
  /** Digest of what decides the result besides the source: spec, engine version, weights. */
  madeBy: z.string(),
  spec: z.string(),
  engine: z.string(),
  verdict: z.enum([...reportVerdicts, "unreadable"]),
  /** File name, digest and size of the written photo; null when none was written. */
  output: z.object({ file: z.string(), sha256: z.string(), bytes: z.number().int() }).nullable(),
  failing: z.array(z.string()),
  warnings: z.array(z.string()),
});

export type JournalEntry = z.infer<typeof entrySchema>;

export interface Journal {
  /** Last entry of each photo, by file name. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  /** Resolves once the line is on disk. */
  append(entry: JournalEntry): Promise<void>;
  close(): Promise<void>;
}

/** Opens the journal. Drops a line that a crash cut off, and rewrites the file before it appends to it. */
export async function openJournal(path: string): Promise<Journal> {
  const entries = new Map(
    (await readLines(path)).flatMap(parseLine).map((entry) => [entry.file, entry]),
  );
  await writeAtomically(path, [...entries.values()].map(lineOf).join(""));
  const handle: FileHandle = await open(path, "a");
  return {
    entries,
    async append(entry) {
      await handle.appendFile(lineOf(entry));
      await handle.datasync();
    },
    close: () => handle.close(),
  };
}

async function readLines(path: string): Promise<string[]> {
  try {
    return (await readFile(path, "utf8")).split("\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function parseLine(line: string): JournalEntry[] {
  try {
    return [entrySchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

const lineOf = (entry: JournalEntry): string => `${JSON.stringify(entry)}\n`;
