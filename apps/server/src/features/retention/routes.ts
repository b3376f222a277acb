/** The student's own data, and the sweep that ends retention. */
import type { Handlers } from "../../infra/call.ts";
import type { Sweep } from "../../infra/sweep.ts";
import { accountOf } from "../collections/caller-account.ts";
import { deleteEnded, type RetentionNeeds } from "./delete-ended.ts";
import { deleteMyData } from "./delete-my-data.ts";
import { exportMyData } from "./export-my-data.ts";

export const retentionHandlers = (needs: RetentionNeeds): Pick<Handlers, "exportMyData" | "deleteMyData"> => ({
  exportMyData: async (_, call) => exportMyData(needs, accountOf(call)),
  deleteMyData: async (_, call) => deleteMyData(needs, accountOf(call)),
});

export const retentionSweeps = (needs: RetentionNeeds): readonly Sweep[] => [
  { name: "delete-ended", everyMs: 3_600_000, run: () => deleteEnded(needs) },
];
