/** `gradphoto first-operator`: creates the first two operators, who create all other staff. */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { systemClock, systemIds } from "../infra/clock.ts";
import { createSealer } from "../infra/sealing/seal.ts";
import { databaseOf } from "../settings/service-config.ts";
import { createFirstOperator } from "../staff/first-operator.ts";
import { byHand, terminal, withDatabase } from "./by-hand.ts";
import { checkDatabase } from "./check-database.ts";

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

/** Returns the exit code. Passwords are never read from the command line, which other users of the machine can see. */
export const runFirstOperator = byHand({
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
  const { values } = parseArgs({ args, options: { username: { type: "string" }, name: { type: "string" } } });
  return inputSchema.parse(values);
}

if (import.meta.main) process.exit(await runFirstOperator(process.argv.slice(2), process.env, terminal));
