/** Ends the test photo that a flow added, so that no later flow meets it. */
import { take } from "../people/client.ts";
import type { Setting } from "./flow.ts";

export async function endKnown({ clientOf }: Setting, collectionId: string): Promise<void> {
  const senior = await clientOf("senior-reviewer");
  const { honeypots } = await take(senior.call("listHoneypots", { query: { limit: 50 } }));
  const known = honeypots.find((one) => one.collectionId === collectionId && one.endedAt === null);
  if (!known) throw new Error("The flow added no test photo of it");
  await take(senior.call("endHoneypot", { params: { honeypotId: known.honeypotId } }));
}
