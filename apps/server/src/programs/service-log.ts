/** Log of one process of the service. Each line has process, host and version. */
import { hostname } from "node:os";
import { createLog, type Log } from "../infra/log.ts";
import type { ServiceConfig } from "../settings/service-config.ts";
import { serviceVersion } from "./service-version.ts";

export const openServiceLog = (name: "api" | "worker", { logLevel }: Pick<ServiceConfig, "logLevel">): Log =>
  createLog({ level: logLevel, of: { process: name, host: hostname(), pid: process.pid, version: serviceVersion } });
