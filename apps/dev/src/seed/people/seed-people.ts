/**
 * Writes the demo's history: students, reviews, payments and messages of thirty working days. It runs once for each
 * database, next to the running service. An interrupted run is continued.
 */
import { setPriority } from "node:os";
import { openInProcess } from "@gradphoto/server/in-process";
import { createLog } from "@gradphoto/server/log";
import { collections } from "@gradphoto/server/tables";
import { openOutsideWorld } from "../../../../../e2e/people/outside-world.ts";
import { choosePort } from "../../choose-port.ts";
import type { DataFolder, Environment } from "../../places.ts";
import { openHistory } from "./history.ts";
import { createHistoryClock } from "./history-clock.ts";
import { historySteps } from "./history-steps.ts";
import { type PeopleFile, readPeopleFile, shareDone, writePeopleFile } from "./people-file.ts";
import { openSandboxProxy } from "./sandbox-proxy.ts";
import { demoStudents } from "./students.ts";

/** The service has little to do in its first minute, so its cores are free. */
const engineWorkers = 2;
/** Nice value of the process, below that of the service. */
const priority = 10;

/** Returns false if the database has people already. */
export async function seedPeople(
  env: Environment & DataFolder,
  report: (share: number) => void = () => {},
): Promise<boolean> {
  const folder = env.GRADPHOTO_DATA_FOLDER;
  const existing = readPeopleFile(folder);
  if (existing?.finishedAt) return false;
  const people: PeopleFile = existing ?? {
    present: new Date().toISOString(),
    reached: new Date(0).toISOString(),
    finishedAt: null,
    doneSteps: [],
    stepCount: 0,
    students: {},
  };
  const clock = createHistoryClock(new Date(people.present), new Date(people.reached));
  const sandboxUrl = env.GRADPHOTO_SANDBOX_URL ?? "";
  const proxy = await openSandboxProxy(sandboxUrl, clock.now);
  const service = await openInProcess({
    env: { ...env, GRADPHOTO_SANDBOX_URL: proxy.url, GRADPHOTO_PROXIES: "0" },
    clock: clock.now,
    // Warnings about payments and refunds that the history is meant to have would fill the terminal.
    log: createLog({ level: "error" }),
    port: await choosePort({ host: "127.0.0.1", port: 0, isFixed: true }),
    engineWorkers,
  });
  try {
    const save = (): void => writePeopleFile(folder, people);
    if (!existing && (await service.db.$count(collections)) > 0) {
      people.finishedAt = new Date().toISOString();
      save();
      return false;
    }
    const history = openHistory({
      service,
      world: openOutsideWorld(proxy.url),
      sandboxUrl,
      clock,
      people,
      save,
    });
    const steps = historySteps(history, demoStudents(new Date(people.present).getUTCFullYear()));
    people.stepCount = steps.length;
    save();
    let isInterrupted = existing !== null;
    for (const { name, run } of steps) {
      if (people.doneSteps.includes(name)) continue;
      await run().catch((error: unknown) => {
        // A part of the interrupted step was done and cannot be repeated.
        if (!isInterrupted) throw error;
      });
      isInterrupted = false;
      people.doneSteps.push(name);
      people.reached = clock.now().toISOString();
      save();
      report(shareDone(people));
    }
    people.finishedAt = new Date().toISOString();
    save();
    return true;
  } finally {
    await service.close();
    proxy.close();
  }
}

if (import.meta.main) {
  setPriority(priority);
  process.once("disconnect", () => process.exit());
  const { GRADPHOTO_DATA_FOLDER = "" } = process.env;
  await seedPeople({ ...process.env, GRADPHOTO_DATA_FOLDER }, (share) => process.send?.({ share }));
  process.exit();
}
