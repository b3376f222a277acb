/** Process for crash tests that numbers changes until it is killed. It prints "numbering" when it starts. */
import { openDatabase } from "../../infra/db/database.ts";
import { numberChanges } from "../number-changes.ts";

const { DATABASE_URL: url } = process.env;
if (!url) throw new Error("DATABASE_URL is not set");
const { db } = openDatabase({ url }, { warn: (words) => void process.stderr.write(`${words}\n`) });
process.stdout.write("numbering\n");
for (;;) await numberChanges(db);
