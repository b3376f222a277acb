/** Every check of an installation, in the order of the report. */
import { backup } from "./backup.ts";
import { certificates } from "./certificates.ts";
import type { Check } from "./check.ts";
import { clock } from "./clock.ts";
import { database } from "./database.ts";
import { decoding } from "./decoder-isolation.ts";
import { disk } from "./disk.ts";
import { keys } from "./keys.ts";
import { migrations } from "./migrations.ts";
import { objects } from "./objects.ts";
import { chsi, payments, sms, wechat } from "./outside-systems.ts";
import { proxy } from "./proxy.ts";

export const checks = {
  database,
  migrations,
  keys,
  clock,
  disk,
  decoding,
  objects,
  backup,
  certificates,
  wechat,
  payments,
  chsi,
  sms,
  proxy,
} as const satisfies Readonly<Record<string, Check>>;
