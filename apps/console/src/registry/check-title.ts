/** The name of a check; one of an older table is shown as it is. */
import { type Bilingual, checkFacts, isCheckId } from "@gradphoto/domain";

export const checkTitle = (id: string): Bilingual => (isCheckId(id) ? checkFacts[id].title : { zh: id, en: id });
