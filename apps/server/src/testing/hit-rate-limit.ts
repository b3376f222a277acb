/**
 * Process for tests of shared rate limits. It makes forty requests against a limit of 50 and prints how many were
 * allowed.
 */
import { openDatabase } from "../infra/db/database.ts";
import { createRateLimits } from "../infra/rate-limit.ts";
import { createSearchHash } from "../infra/sealing/search-hash.ts";

const { DATABASE_URL: url } = process.env;
if (!url) throw new Error("Say which database");
const { db, close } = openDatabase({ url }, { warn: () => {} });
const clock = () => new Date("2026-11-24T10:00:00Z");
const { spend } = createRateLimits({ db, clock, searchHash: createSearchHash(Buffer.alloc(32)) });
const answers = await Promise.all(
  Array.from({ length: 40 }, () => spend({ name: "shared", hits: 50, windowS: 60 }, "one subject")),
);
process.stdout.write(String(answers.filter((retryAfterS) => retryAfterS === null).length));
await close();
