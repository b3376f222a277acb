/** API of the demo: the service's own, with the page /demo, sample photos and a bar on every page. */
import { pathToFileURL } from "node:url";
import { startApi } from "@gradphoto/server/api";
import { type RunningProgram, runProcess } from "@gradphoto/server/run-process";
import { readServiceConfig } from "@gradphoto/server/settings";
import type { Environment } from "../places.ts";
import { serveDemo } from "./serve-demo.ts";

const loopback: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/** Everybody who reaches the page may be anybody, so it is served to this machine only, and never in production. */
export function startDemoApi(env: Environment): Promise<RunningProgram> {
  const { config } = readServiceConfig(env);
  if (!config.demo || !loopback.includes(config.host)) return startApi(env);
  return startApi(env, (app) => serveDemo(app, env));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runProcess(() => startDemoApi(process.env), 10_000);
}
