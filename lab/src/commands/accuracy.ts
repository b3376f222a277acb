/** Runs the dose series and writes a page of results. With --good it judges the good photos instead. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defaultPhotoSpec as spec } from "@gradphoto/domain/photo-standard";
import { loadEngine } from "../../../packages/engine/src/node/decoder.ts";
import { createEnginePool } from "../../../packages/engine/src/node/index.ts";
import { photosFolder } from "../../../packages/engine/src/testing/photos.ts";
import { jsonOf, pageOf, plotName } from "../dose/dose-page.ts";
import { plotOf } from "../dose/dose-plot.ts";
import { runDoses } from "../dose/dose-run.ts";
import { dependsOnTone, isWrong, summarise } from "../dose/dose-summary.ts";
import { runGood } from "../dose/good-run.ts";
import { beyondDoubt, goodLines, tallyGood } from "../dose/good-tally.ts";
import { readPeople } from "../dose/people.ts";
import { allSeries } from "../dose/series/all-series.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    good: { type: "boolean", default: false },
    count: { type: "string", default: "300" },
    people: { type: "string", default: "12" },
    series: { type: "string", default: allSeries.map(({ id }) => id).join(",") },
    jobs: { type: "string", default: "2" },
    save: { type: "string" },
    out: {
      type: "string",
      default: fileURLToPath(new URL("../../../docs/accuracy", import.meta.url)),
    },
  },
});
const names = values.series.split(",");
const unknown = names.filter((name) => !allSeries.some(({ id }) => id === name));
if (unknown.length > 0)
  throw new Error(
    `no series ${unknown.join(", ")}; there are ${allSeries.map(({ id }) => id).join(", ")}`,
  );
const series = allSeries.filter(({ id }) => names.includes(id));
const people = readPeople(positionals.length > 0 ? positionals : [photosFolder()]);
const jobs = Number(values.jobs);
const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const engine = await loadEngine({ heic: false });
const pool = await createEnginePool({
  workers: jobs,
  timeoutMs: 60_000,
  maxWaiting: jobs + 1,
  heic: false,
});
const common = { spec, engine, pool, jobs, progress };
try {
  process.stdout.write(`${JSON.stringify(values.good ? await good() : await doses())}\n`);
} finally {
  await pool.close();
}

/** Judges the good photos and prints the results. The photos are stored only with --save. */
async function good() {
  const { save } = values;
  if (save) mkdirSync(save, { recursive: true });
  const look = (name: string, bytes: Uint8Array): void => {
    if (save) writeFileSync(join(save, `${name.replace(/[^\w.-]+/g, "_")}.jpg`), bytes);
  };
  const run = await runGood(people, { ...common, count: Number(values.count), look });
  for (const line of goodLines(run)) process.stdout.write(`${line}\n`);
  return { ...tallyGood(run.photos), beyondDoubt: tallyGood(beyondDoubt(run.photos)) };
}

/** Writes dose.md, dose.json and one plot for each check of each series. */
async function doses() {
  const run = await runDoses(people, { ...common, people: Number(values.people), series });
  const summaries = summarise(run, series, common.spec);
  rmSync(join(values.out, "plots"), { recursive: true, force: true });
  mkdirSync(join(values.out, "plots"), { recursive: true });
  for (const { series: one, checks } of summaries) {
    for (const summary of checks) {
      const svg = plotOf(one, summary, (person) => run.people[person]!.toneDeg);
      writeFileSync(join(values.out, plotName(one.id, summary.check)), svg);
    }
  }
  writeFileSync(join(values.out, "dose.md"), pageOf(run, summaries));
  writeFileSync(join(values.out, "dose.json"), jsonOf(run, summaries));
  const named = (
    wanted: (summary: (typeof summaries)[number]["checks"][number]) => boolean,
  ): string[] =>
    summaries.flatMap(({ series: one, checks }) =>
      checks.filter(wanted).map(({ check }) => `${one.id}/${check}`),
    );
  return {
    people: run.people.length,
    photos: run.photos,
    series: series.length,
    wrong: named(isWrong),
    dependsOnSkin: named(dependsOnTone),
  };
}
