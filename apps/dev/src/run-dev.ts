/** `npm run dev`: all programs at once, watched and reloaded, on free ports and with separate data. */
import { brand, studentPagePath } from "@gradphoto/domain";
import { createLog } from "@gradphoto/server/log";
import { type Running, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import { startBackingServices } from "./backing-services.ts";
import { choosePort } from "./choose-port.ts";
import { withDataFolder } from "./data-folder.ts";
import { holdFolder } from "./hold-folder.ts";
import { type ChildProgram, type RunningProcess, type Stops, stopAll, superviseProcess } from "./keep-running.ts";
import { type Environment, isSet, sourceFolder } from "./program-file.ts";
import { servicePrograms } from "./run-service.ts";
import { watchSources } from "./watch-sources.ts";
import { consoleServer, studentServer } from "./web-app-servers.ts";

const ofServer = ["apps/server", "packages/domain", "packages/engine", "packages/networks", "packages/matting"];
/** Sources of each program, whose changes restart it. The web apps' dev servers watch their own. */
const sources: Readonly<Record<string, readonly string[]>> = {
  api: ofServer,
  worker: ofServer,
  sandbox: ["apps/sandbox", "packages/domain"],
};

/** Prints all addresses. Throws an Error that says what to do when a part does not start. */
export async function runDev(base: Environment): Promise<Running> {
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
      log.info({ process: program.name }, "sources changed: it is started anew");
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
    const settings = await startBackingServices({ env, config, secrets, port, log, stops, supervise });
    const programs = servicePrograms(settings, config.metrics?.port ?? null);
    const [api, worker] = [supervise(programs.api), supervise(programs.worker)];
    const apiUrl = await api.ready;
    process.stderr.write("正在编译学生端，约一分钟 / Compiling the student app, about a minute…\n");
    const webApps = [await studentServer(env, apiUrl), await consoleServer(env, apiUrl)].map(supervise);
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
