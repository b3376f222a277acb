/** `gradphoto first-operator`: creates the first two operators, who create all other staff. */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { and, isNull, sql } from "drizzle-orm";
import { appendAudit } from "../core/audit/audit-chain.ts";
import { holdsRole } from "../core/staff-name.ts";
import { systemClock, systemIds } from "../infra/clock.ts";
import { inTransaction } from "../infra/db/database.ts";
import { staff } from "../infra/db/schema/index.ts";
import { createSealer } from "../infra/sealing/seal.ts";
import { databaseOf } from "../settings/service-config.ts";
import { addStaff } from "../staff/add-staff.ts";
import type { StaffDeps } from "../staff/deps.ts";
import { initialAccess } from "../staff/passwords.ts";
import { placeOf } from "../staff/posts.ts";
import { checkDatabase } from "./check-database.ts";
import { defineCommand, terminal, withDatabase } from "./define-command.ts";

const operatorsNeeded = 2;

/** Result of the command: the new operator, or the reason why none was created. */
type FirstOperator =
  | { readonly initialPassword: string; readonly until: Date }
  | "two-operators-exist"
  | "username-taken";

/**
 * Creates one of the first two operators. The password is valid for a week, and only for choosing a new one and setting
 * up one-time codes.
 */
async function createFirstOperator(
  deps: Pick<StaffDeps, "db" | "clock" | "ids" | "randomBytes" | "sealer">,
  { username, name }: { readonly username: string; readonly name: string },
): Promise<FirstOperator> {
  const { db, clock } = deps;
  const access = await initialAccess(deps);
  return inTransaction(db, async (tx) => {
    // The lock makes concurrent runs of the command wait for each other.
    await tx.execute(sql`lock table ${staff} in share row exclusive mode`);
    // Disabled or unconfirmed operators do not count: one remaining operator could not confirm any account.
    const mayAct = and(
      holdsRole("operator"),
      isNull(staff.disabledAt),
      isNull(staff.unconfirmedBy),
    );
    if ((await tx.$count(staff, mayAct)) >= operatorsNeeded) return "two-operators-exist";
    const id = await addStaff(tx, deps, {
      username,
      name,
      ...placeOf({ role: "operator" }),
      access,
      waits: null,
    });
    if (id === null) return "username-taken";
    await appendAudit(tx, clock, "system", "staff-created", `staff:${id}`, {
      role: "operator",
      schoolCode: null,
    });
    return { initialPassword: access.initialPassword, until: access.columns.initialPasswordUntil };
  });
}

const usage = `用法 / usage: gradphoto first-operator --username ming.li --name 李明

建立前两位运营管理员（各运行一次），并显示一次性的初始密码。初始密码七天内有效，首次登录时必须修改，并绑定动态码。员工账号由一位运营管理员建立、另一位确认。
财务和运营账号由一位运营管理员建立、另一位确认，所以需要两位。
Creates the first two operators, one at each run, and shows the initial password, once. It is good for seven days; on the first
sign-in it has to be changed, and one-time codes have to be set up. Every account takes two operators: one makes it, another confirms it.`;

const inputSchema = routeDefinitions.createStaff.body.pick({ username: true, name: true });

const refusals = {
  "two-operators-exist":
    "已有两位运营管理员，请由其在控制台新建员工 / There are two operators already: they create staff in the console",
  "username-taken": "用户名已被使用，请换一个 / This user name is taken: choose another",
} as const;

/**
 * Runs the command and returns the exit code. Passwords are never read from the command line, which other users of the
 * machine can see.
 */
export const runFirstOperator = defineCommand({
  usage,
  readOptions: readPerson,
  failed: 1,
  work: (person, { config, secrets }, { print, warn }) =>
    withDatabase(databaseOf(secrets), warn, async ({ db, pool }) => {
      await checkDatabase(pool, config);
      const sealer = createSealer(secrets.sealKeys, randomBytes);
      const deps = { db, clock: systemClock, ids: systemIds, randomBytes, sealer };
      const created = await createFirstOperator(deps, person);
      if (typeof created === "string") {
        warn(refusals[created]);
        return 1;
      }
      warn(
        `初始密码只显示这一次，${created.until.toISOString()} 前有效 / The initial password is shown this once and is good until ${created.until.toISOString()}:`,
      );
      print(created.initialPassword);
      return 0;
    }),
});

function readPerson(args: string[]) {
  const { values } = parseArgs({
    args,
    options: { username: { type: "string" }, name: { type: "string" } },
  });
  return inputSchema.parse(values);
}

if (import.meta.main)
  process.exit(await runFirstOperator(process.argv.slice(2), process.env, terminal));
