/** `npm run dev`: runs all programs, restarts them when sources change, and uses free ports and separate data. */
import { type FSWatcher, readdirSync, watch } from "node:fs";
import { join } from "node:path";
import { brand, studentPagePath } from "@gradphoto/domain";
import { createLog } from "@gradphoto/server/log";
import { type RunningProgram, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import { startBackingServices } from "./backing-services.ts";
import { choosePort } from "./choose-port.ts";
import { holdFolder } from "./hold-folder.ts";
import { type Environment, isSet, sourceFolder, withDataFolder } from "./places.ts";
import { servicePrograms } from "./run-service.ts";
import {
  type ChildProgram,
  type RunningProcess,
  type Stops,
  stopAll,
  superviseProcess,
} from "./supervise-process.ts";
import { consoleServer, studentServer } from "./web-app-servers.ts";

/** Pause after which changes count as complete. Saving all files or switching branches is one change. */
const restMs = 200;

/** Watches the sources and returns a function that stops this. Tests do not count as sources. */
export function watchSources(folders: readonly string[], onChange: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;

  const settle = (): void => {
    lookIn(folders);
    onChange();
  };
  // Watches each folder separately, because Linux does not watch trees.
  function lookIn(roots: readonly string[]): void {
    for (const folder of roots.flatMap(treeOf)) {
      if (watchers.has(folder)) continue;
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !isSource(name)) return;
        clearTimeout(timer);
        timer = setTimeout(settle, restMs);
      });
      // A deleted folder may raise an error here; its parent's watcher reports the deletion.
      watcher.on("error", () => watcher.close());
      watcher.on("close", () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
  }
  lookIn(folders);
  return () => {
    clearTimeout(timer);
    for (const watcher of [...watchers.values()]) watcher.close();
  };
}

const treeOf = (folder: string): readonly string[] => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name)),
];

/** Ignores the temporary files of editors, which have other extensions. */
const isSource = (name: string): boolean =>
  /^[^.].*\.(ts|mjs|sql|json|html|css|svg)$|^[^.]+$/.test(name) && !/\.test\.ts$/.test(name);

const ofServer = [
  "apps/server",
  "packages/domain",
  "packages/engine",
  "packages/networks",
  "packages/matting",
];
/**
 * Source folders of each program, which restarts when they change. The web apps' dev servers watch their own sources.
 */
const sources: Readonly<Record<string, readonly string[]>> = {
  api: ofServer,
  worker: ofServer,
  sandbox: ["apps/sandbox", "packages/domain"],
};

/** Starts everything and prints the addresses. Throws an Error with a remedy when a part does not start. */
async function runDev(base: Environment): Promise<RunningProgram> {
  const env = withDataFolder(base, "-dev");
  const { config, secrets } = readServiceConfig(env);
  if (!config.demo)
    throw new Error(
      "npm run dev 只用于开发，请去掉 NODE_ENV=production / npm run dev is for development: leave out NODE_ENV=production",
    );
  const log = createLog();
  const stops: Stops = [];
  const supervise = (program: ChildProgram): RunningProcess => {
    const running = superviseProcess({ ...program, waitsForRestart: true }, log);
    const folders = (sources[program.name] ?? []).map(sourceFolder);
    const unwatch = watchSources(folders, () => {
      log.info({ process: program.name }, "sources changed: restarting");
      running.restart();
    });
    stops.push(async () => {
      unwatch();
      await running.stop();
    });
    return running;
  };
  try {
    const held = secrets.databaseUrl === null ? await holdFolder(env.GRADPHOTO_DATA_FOLDER) : null;
    if (held) stops.push(held.release);
    const { host } = config;
    const port = await choosePort({ host, port: config.port, isFixed: isSet(env, "PORT") });
    const settings = await startBackingServices({
      env,
      config,
      secrets,
      port,
      log,
      stops,
      supervise,
    });
    const programs = servicePrograms(settings, config.metrics?.port ?? null);
    const [api, worker] = [supervise(programs.api), supervise(programs.worker)];
    const apiUrl = await api.ready;
    process.stderr.write(
      "正在编译学生端，约半分钟 / Compiling the student app, about half a minute…\n",
    );
    const webApps = [await studentServer(env, apiUrl), await consoleServer(env, apiUrl)].map(
      supervise,
    );
    const [studentUrl = "", consoleUrl = ""] = await Promise.all(webApps.map(({ ready }) => ready));
    await worker.ready;
    held?.announce(studentUrl);
    return {
      message: list([
        ["学生端 student", studentUrl],
        ["工作台 console", consoleUrl],
        ["接口 API", `${apiUrl}/docs`],
        ["检查照片 try a photo", new URL(studentPagePath("try"), studentUrl).href],
        ["沙箱 sandbox", `${settings.GRADPHOTO_SANDBOX_URL}/control`],
        ["数据 data", env.GRADPHOTO_DATA_FOLDER],
      ]),
      stop: () => stopAll(stops),
    };
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

const list = (places: readonly (readonly [name: string, place: string])[]): string =>
  [
    `${brand.zh} ${brand.en} · npm run dev · Ctrl+C 结束全部 / ends all`,
    ...places.map(([name, place]) => `  ${name}: ${place}`),
  ].join("\n");

if (import.meta.main) await runProcess(() => runDev(process.env), 30_000);
