/** Process for tests: runs a database in the folder of its argument and prints its address. */
import { createLog } from "@gradphoto/server/log";
import { runDatabase } from "../run-database.ts";

const { url } = await runDatabase(process.argv[2] ?? "", createLog());
process.stdout.write(`${url}\n`);
