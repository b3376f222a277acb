/** Compares the stored pictures with the rows that refer to them and ends. */
import { runCheckObjects } from "../check-objects.ts";

process.exit(await runCheckObjects(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`)));
