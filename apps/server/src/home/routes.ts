/** Handlers of pending work, of the figures of the last days, and of the setup steps that a new installation still needs. */
import { allFirstSteps, type FirstStep, firstSteps, type Role } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { handlersOf } from "../core/call.ts";
import { holdsRole } from "../core/staff-name.ts";
import type { Database } from "../infra/db/database.ts";
import { readDailyFigures } from "./daily-figures.ts";
import { type HomeDeps, readWaiting } from "./read-waiting.ts";

interface FirstStepDeps {
  readonly db: Database;
  /** Names of the configured external systems. */
  readonly connectionNames: readonly string[];
  readonly hotline: string;
}

/** Counts staff who may sign in. */
const staffOf = (role: Role, least: number): SQL =>
  sql`(select count(*) >= ${least}::int from staff where ${holdsRole(role)} and disabled_at is null and unconfirmed_by is null)`;

const facts = ({ connectionNames, hotline }: FirstStepDeps): Readonly<Record<FirstStep, SQL>> => ({
  "second-operator": staffOf("operator", 2),
  connections: sql`(select count(*) = ${connectionNames.length}::int from connection_checks
    where state <> 'fault' and connection = any(${sql.param([...connectionNames])}::text[]))`,
  hotline: sql`${hotline !== ""}::boolean`,
  school: sql`exists (select from schools)`,
  "school-admin": staffOf("school-admin", 1),
  reviewers: sql`(${staffOf("reviewer", 1)} and ${staffOf("senior-reviewer", 1)})`,
  finance: staffOf("finance", 2),
  project: sql`exists (select from projects)`,
  confirmed: sql`exists (select from projects where confirmed_at is not null)`,
});

const row = z.tuple([z.record(z.enum(allFirstSteps), z.boolean())]);

/** Reads the setup steps. Every step is derived from the data and never ticked off manually. */
export async function readFirstSteps(deps: FirstStepDeps): Promise<RouteAnswer<"readFirstSteps">> {
  const conditionByStep = facts(deps);
  const columns = allFirstSteps.map(
    (step) => sql`${conditionByStep[step]} as ${sql.identifier(step)}`,
  );
  const { rows } = await deps.db.execute(sql`select ${sql.join(columns, sql`, `)}`);
  const [done] = row.parse(rows);
  return { steps: allFirstSteps.map((step) => ({ step, ...firstSteps[step], done: done[step] })) };
}

type Deps = HomeDeps & Omit<FirstStepDeps, "hotline">;

export const homeHandlers = (deps: Deps) =>
  handlersOf({
    readWaiting: (_, call) => readWaiting(deps, call),
    readDailyFigures: () => readDailyFigures(deps),
    readFirstSteps: async () => {
      const inForce = await deps.configuration.read(deps.db);
      return readFirstSteps({ ...deps, hotline: inForce("hotline") });
    },
  });
