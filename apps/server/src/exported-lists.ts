/** Every list of the console that is taken out as its page shows it, read by the feature it belongs to. */
import type { ListReaders } from "./exports/deps.ts";
import type { Clock } from "./infra/clock.ts";
import type { Database } from "./infra/db/database.ts";
import { countMessages, listMessages } from "./messages/list-messages.ts";
import { countFailed, pageOfFailed } from "./photos/failed-attempts.ts";
import type { Ports } from "./ports.ts";
import { countRegistryRefusals, listRegistryRefusals } from "./registry/registry-findings.ts";
import { countRuns, listRuns } from "./retention/list-runs.ts";
import { countSchools, listSchools } from "./schools/keep-schools.ts";
import { countStaff, listStaff } from "./staff/list-staff.ts";

interface ListDeps extends Pick<Ports, "sealer" | "queue"> {
  readonly db: Database;
  readonly clock: Clock;
}

export const exportedLists = ({ db, clock, sealer, queue }: ListDeps): ListReaders => ({
  messages: { count: (query) => countMessages(db, query), page: (query) => listMessages(db, query) },
  "failed-photos": { count: (query) => countFailed(db, query), page: (query) => pageOfFailed({ db, queue }, query) },
  "registry-refusals": {
    count: (query) => countRegistryRefusals(db, query),
    page: (query) => listRegistryRefusals(db, query),
  },
  "retention-runs": { count: () => countRuns(db), page: (query) => listRuns({ db, clock }, query) },
  staff: { count: (query) => countStaff(db, query), page: (query) => listStaff({ db, clock, sealer }, query) },
  schools: { count: (query) => countSchools(db, query), page: (query) => listSchools(db, query) },
});
