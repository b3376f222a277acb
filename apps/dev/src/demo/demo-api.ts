/** API of the demo: the service's own, with the page /demo, sample photos and a bar on every page. */
import { startApi } from "@gradphoto/server/api";
import { type RunningProgram, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import type { Environment } from "../places.ts";
import { serveDemo } from "./serve-demo.ts";

/** Anybody who reaches the page can be everybody in it. Outside production the service listens on this machine only. */
export function startDemoApi(env: Environment): Promise<RunningProgram> {
  if (!readServiceConfig(env).config.demo) throw new Error("The demo does not run in production");
  return startApi(env, (app) => serveDemo(app, env));
}

if (import.meta.main) await runProcess(async () => startDemoApi(process.env), 10_000);
