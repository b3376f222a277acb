/** Canned answers of customer service, in the words that operators have set, else our own. */
import { allServiceMacros, serviceMacros } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { readSetWords } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";

export async function readServiceMacros(db: Database): Promise<RouteAnswer<"readServiceMacros">> {
  const set = await readSetWords(db, "service-answer");
  return {
    macros: allServiceMacros.map((code) => {
      const { label, text } = serviceMacros[code];
      return { code, label, text: set.get(code) ?? text };
    }),
  };
}
