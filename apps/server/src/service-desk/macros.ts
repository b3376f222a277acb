/**
 * Canned answers of customer service: the built-in ones with their current texts, then those added by operators,
 * without retired ones.
 */
import { allServiceMacros, type Bilingual, isAddedAnswer, serviceMacros } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { readSetWords } from "../core/configuration/read-configuration.ts";
import type { Database } from "../infra/db/database.ts";

type Answer = RouteAnswer<"readServiceMacros">;

export async function readServiceMacros(db: Database): Promise<Answer> {
  const set = await readSetWords(db, "service-answer");
  const offered = (code: string, label: Bilingual | undefined, initial?: Bilingual): Answer["macros"] => {
    const match = set.get(code) ?? initial;
    if (!match || !label || set.get(code)?.retired) return [];
    return [{ code, label, text: { zh: match.zh, en: match.en } }];
  };
  const own = allServiceMacros.flatMap((code) => offered(code, serviceMacros[code].label, serviceMacros[code].text));
  const added = [...set].flatMap(([code, { title }]) => (isAddedAnswer(code) ? offered(code, title) : []));
  return { macros: [...own, ...added.sort((one, other) => one.label.zh.localeCompare(other.label.zh, "zh"))] };
}
