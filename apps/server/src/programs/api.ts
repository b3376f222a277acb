/** The API as a process. */
import { startApi } from "../api.ts";
import { runProcess } from "../run-process.ts";

await runProcess(() => startApi(process.env), 10_000);
