/**
 * `gradphoto concerned`: prints a CSV of the students whose data staff or schools' systems read in a period, for
 * notification after a leak.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { auditActionLabel, beijingTime, startOfBeijingDay } from "@gradphoto/domain";
import { idSchema } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { z } from "zod";
import {
  type AffectedCollection,
  type BreachScope,
  type DownloadedList,
  findAffected,
} from "../audit/find-affected.ts";
import { type Database, onOneConnection } from "../infra/db/database.ts";
import { apiKeys, projects, staff } from "../infra/db/schema/index.ts";
import { encrypted } from "../infra/object-store/encrypted.ts";
import { databaseOf } from "../settings/service-config.ts";
import { defineCommand, terminal, withDatabase } from "./define-command.ts";

const usage = `用法 / usage: gradphoto concerned --from time --until time [--staff name or id] [--project id]

列出这段时间里员工看过、下载过、查到过，以及学校的系统取走的采集（CSV，标准输出）：采集、账号、院校、项目、做了什么、几次、最早、最晚。
时间写作 2026-11-01（北京时间零点）或 2026-11-01T08:30+08:00，不含终点：--until 2026-11-03 到 2 日结束为止，须晚于 --from。--staff 只看一个用户名或编号的，也可以是一把接口密钥的编号；--project 只看一个项目的。
A CSV on standard output of the collections that staff looked at, downloaded or found by searching, or that schools' systems read, from one moment until before the
other, which has to be later: a day in Beijing, at its beginning, or a time with its offset; --until 2026-11-03 ends with the 2nd.
--staff: of one user name or id, or of the id of an API key; --project: of one project.`;

const oneMoment = { isolationLevel: "repeatable read", accessMode: "read only" } as const;

/**
 * Runs the command. Exit codes: 0 listed, 1 listed, but exports without named rows were downloaded too, 2 failed, 64
 * usage error.
 */
export const runConcerned = defineCommand({
  usage,
  readOptions,
  failed: 2,
  work: (options, { secrets }, { print, warn }) =>
    withDatabase(databaseOf(secrets), warn, async ({ db }) => {
      const actorId = options.staff === undefined ? null : await actorIdOf(db, options.staff);
      if (options.projectId !== null) await checkProject(db, options.projectId);
      const objects = encrypted(secrets.objects, secrets.objectKeys, randomBytes);
      const { concerned, lists, unknown } = await onOneConnection(db, (one) =>
        one.transaction(
          (tx) => findAffected({ db: tx, objects }, { ...options, actorId }),
          oneMoment,
        ),
      );
      print("collection,account,school,project,action,what,times,first,last");
      for (const row of concerned) print(lineOf(row));
      warn(summaryOf(concerned, lists, unknown));
      return lists.length === 0 ? 0 : 1;
    }),
});

/** Formats a line. The values are codes, ids and fixed texts, none of which contains a comma. */
const lineOf = ({
  collectionId,
  accountId,
  schoolCode,
  projectId,
  action,
  times,
  firstAt,
  lastAt,
}: AffectedCollection): string =>
  [
    ...[collectionId, accountId, schoolCode, projectId, action, auditActionLabel(action).zh, times],
    ...[firstAt, lastAt].map((at) => beijingTime(at)),
  ].join(",");

function summaryOf(
  concerned: readonly AffectedCollection[],
  lists: readonly DownloadedList[],
  unknown: number,
): string {
  const accounts = new Set(concerned.map(({ accountId }) => accountId)).size;
  const collections = new Set(concerned.map(({ collectionId }) => collectionId)).size;
  return [
    `${collections} 次采集，${accounts} 个账号 / ${collections} collections of ${accounts} accounts`,
    ...(unknown === 0
      ? []
      : [`${unknown} 条记录的对象已经删除 / ${unknown} entries tell of what is deleted`]),
    ...(lists.length === 0
      ? []
      : [
          "这些名单也被下载，行没有逐一记录，请按同样的条件再列一次 / these lists were downloaded too, whose rows have no entries of their own: ask for them again by the same filters",
        ]),
    ...lists.map(({ at, actor, subject, filters: query }) =>
      [beijingTime(at), actor, subject, JSON.stringify(query)].join(" "),
    ),
  ].join("\n");
}

/**
 * Finds the id of a staff member or an API key. Throws for an unknown one: an empty list for a typo would clear that
 * person wrongly.
 */
async function actorIdOf(db: Database, nameOrId: string): Promise<string> {
  const isId = idSchema.safeParse(nameOrId).success;
  const [person] = await db
    .select({ id: staff.id })
    .from(staff)
    .where(isId ? eq(staff.id, nameOrId) : eq(staff.username, nameOrId.toLowerCase()));
  if (person) return person.id;
  if (isId && (await db.$count(apiKeys, eq(apiKeys.id, nameOrId))) > 0) return nameOrId;
  throw new Error(
    `没有这个用户名、员工编号或密钥编号 / no staff member has the user name or id ${nameOrId}, and no API key has this id`,
  );
}

async function checkProject(db: Database, projectId: string): Promise<void> {
  const projectCount = await db.$count(projects, eq(projects.id, projectId));
  if (projectCount === 0) throw new Error(`没有这个项目 / no project has the id ${projectId}`);
}

const asTime = (time: string): Date => new Date(time);

const moment = z.union([
  z.iso.date().transform(startOfBeijingDay),
  z.iso.datetime({ offset: true }).transform(asTime),
  z.iso.datetime({ offset: true, precision: -1 }).transform(asTime),
]);

const text = { type: "string" } as const;

function readOptions(
  args: string[],
): (Omit<BreachScope, "actorId"> & { readonly staff: string | undefined }) | null {
  const { values } = parseArgs({
    args,
    options: { from: text, until: text, staff: text, project: text },
  });
  const [from, until] = [moment.parse(values.from), moment.parse(values.until)];
  if (until <= from) return null;
  const projectId = values.project === undefined ? null : idSchema.parse(values.project);
  return { from, until, staff: values.staff, projectId };
}

if (import.meta.main)
  process.exitCode = await runConcerned(process.argv.slice(2), process.env, terminal);
