/** Checks that the database has the migrations that this program knows. */
import { postgresCode } from "../infra/db/database.ts";
import { countMigrations } from "../infra/db/read-migrations.ts";
import { type Check, createFault, createWarning, ok } from "./check.ts";

const noSuchTable = "42P01";

export const migrations: Check = {
  label: { zh: "数据库结构", en: "migrations" },
  run: async ({ database: { pool } }) => {
    const { applied, expected } = await countMigrations(pool).catch((error: unknown) => {
      if (postgresCode(error) === noSuchTable) return { applied: 0, expected: 1 };
      throw error;
    });
    if (applied === expected) return [ok(`${applied} 个迁移都已执行`, `all ${applied} migrations are applied`)];
    const observation = {
      zh: `执行了 ${applied} 个，程序有 ${expected} 个`,
      en: `${applied} are applied, the program has ${expected}`,
    };
    if (applied > expected) {
      return [
        createWarning(observation, {
          zh: "程序比数据库旧，请升级程序",
          en: "the program is older than the database: upgrade it",
        }),
      ];
    }
    return [
      createFault(observation, {
        zh: "运行 systemctl restart gradphoto-migrate",
        en: "run systemctl restart gradphoto-migrate",
      }),
    ];
  },
};
