/**
 * Golden table with the raw value of every check on every photo, so that a change of any signal appears as a diff of
 * numbers.
 */
import { readFileSync } from "node:fs";
import type { PhotoSpec, Report, Unit } from "@gradphoto/domain/photo-standard";
import { checks } from "../checks/index.ts";
import { createSharpCodec } from "../node/sharp-codec.ts";
import { type Engine, standardize } from "../standardize.ts";

export interface GoldenTable {
  readonly columns: readonly string[];
  /** Largest allowed difference, by column. */
  readonly tolerances: readonly number[];
  readonly rows: ReadonlyMap<string, readonly (number | null)[]>;
}

/** Permitted difference for the same photo between types of processors. */
const toleranceByUnit: Readonly<Partial<Record<Unit, number>>> = {
  px: 1.5,
  deg: 0.5,
  bytes: 400,
  days: 0,
  dpi: 0,
  count: 0.01,
  code: 1,
  lightness: 1,
  score: 0.5,
};
const toleranceById: Readonly<Record<string, number>> = { quality: 2, "hand-in-frame": 0.05 };
const defaultTolerance = 0.03;

/** The age of a photo is relative to the day on which the column was first written. */
const goldenDay = new Date("2026-11-26T00:00:00Z");

/** Returns the engine with the date that the tables use for the age of a photo. */
export const onGoldenDay = (engine: Engine): Engine => ({
  ...engine,
  codec: createSharpCodec({ heic: true }, () => goldenDay),
});

export async function measureGolden(
  photos: readonly { file: string; bytes: Uint8Array }[],
  spec: PhotoSpec,
  engine: Engine,
): Promise<GoldenTable> {
  const reports = new Map<string, Report>();
  for (const { file, bytes } of photos) {
    reports.set(file, (await standardize(bytes, spec, onGoldenDay(engine))).report);
  }
  return goldenTableOf(reports);
}

/** Builds the table. `reports` are by photo name, from an engine on the golden day. */
export function goldenTableOf(reports: ReadonlyMap<string, Report>): GoldenTable {
  return {
    columns: checks.map(({ id }) => id),
    tolerances: checks.map(
      ({ id, unit }) => toleranceById[id] ?? toleranceByUnit[unit] ?? defaultTolerance,
    ),
    rows: new Map(
      [...reports].map(([file, { findings }]) => [file, findings.map(({ value }) => value)]),
    ),
  };
}

export function formatGolden({ columns, tolerances, rows }: GoldenTable): string {
  const line = (name: string, cells: readonly (string | number | null)[]): string =>
    [name, ...cells.map((cell) => cell ?? "")].join(",");
  const body = [...rows].map(([file, values]) => line(file, values));
  return `${[line("photo", columns), line("tolerance", tolerances), ...body].join("\n")}\n`;
}

export function parseGolden(text: string): GoldenTable {
  const [header, tolerance, ...body] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return {
    columns: header?.slice(1) ?? [],
    tolerances: tolerance?.slice(1).map(Number) ?? [],
    rows: new Map(
      body.map(([file = "", ...cells]) => [
        file,
        cells.map((cell) => (cell === "" ? null : Number(cell))),
      ]),
    ),
  };
}

/**
 * On a processor without byte products (VNNI), sums of the integer network saturate, and a few values change by more
 * than their tolerance: they have tables of their own.
 */
export const goldenKinds = ["", "-avx2"] as const;
export type GoldenKind = (typeof goldenKinds)[number];

/** Returns the kind of this machine, as Linux reports it. */
export function goldenKindHere(): GoldenKind {
  const facts = process.platform === "linux" ? readFileSync("/proc/cpuinfo", "utf8") : "vnni";
  return /vnni|asimddp/.test(facts) ? "" : "-avx2";
}

export type GoldenName = "packages" | "labelled";

export const goldenFile = (name: GoldenName, kind: GoldenKind): URL =>
  new URL(`../../golden/${name}${kind}.csv`, import.meta.url);

/** Reads the table of each kind of processor. */
export const readGoldens = (name: GoldenName): readonly GoldenTable[] =>
  goldenKinds.map((kind) => parseGolden(readFileSync(goldenFile(name, kind), "utf8")));

/** Returns one sentence per value that exceeds its tolerance, appeared or vanished. */
export function compareGolden(expected: GoldenTable, measured: GoldenTable): string[] {
  if (expected.columns.join() !== measured.columns.join())
    return ["the checks in the golden table are not today's checks"];
  return [...measured.rows].flatMap(([file, values]) => {
    const wanted = expected.rows.get(file);
    if (!wanted) return [`${file} is not in the golden table`];
    return values.flatMap((value, i) => {
      const previous = wanted[i] ?? null;
      const same =
        value === null || previous === null
          ? value === previous
          : Math.abs(value - previous) <= (expected.tolerances[i] ?? 0);
      return same ? [] : [`${file} ${expected.columns[i]}: ${previous} became ${value}`];
    });
  });
}
