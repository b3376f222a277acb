/** One story under kills, and what its end must show: nothing acknowledged lost, nothing done twice. */
import { setTimeout as delay } from "node:timers/promises";
import { take } from "../people/client.ts";
import type { OutsideWorld } from "../people/outside-world.ts";
import { patientTransport } from "../people/patient-transport.ts";
import type { Product } from "../product/start-product.ts";
import type { Reviewers } from "../story/review.ts";
import type { Tell } from "../story/tell.ts";
import { type Told, walkStory } from "../story/walk-story.ts";
import { outsideFacts } from "./outside-books.ts";
import type { Kill } from "./plan.ts";
import { kill } from "./victims.ts";

export interface CrashRun {
  readonly product: Product;
  readonly world: OutsideWorld;
  readonly reviewers: Reviewers;
  readonly kills: readonly Kill[];
}

export interface CrashOutcome {
  readonly kills: number;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Why the story did not come to its end; null when it did. */
  readonly unfinished: string | null;
}

/** A step that met a kill is begun again so often, as a person would press once more. */
const tries = 8;

export async function crashRun({ product, world, reviewers, kills }: CrashRun): Promise<CrashOutcome> {
  let killed = 0;
  let step = 0;
  const tell: Tell = async (name, work) => {
    step++;
    const ours = kills.filter((one) => one.step === step);
    const strikes = ours.map(async ({ victim, afterMs }) => {
      await delay(afterMs);
      if (kill(product, victim)) killed++;
    });
    for (let tried = 1; ; tried++) {
      try {
        const value = await work();
        await Promise.all(strikes);
        return value;
      } catch (error) {
        if (killed === 0 || tried >= tries)
          throw new Error(`step ${step}, ${name}: ${wordsOf(error)}`, { cause: error });
        await delay(1000);
      }
    }
  };
  try {
    const signInReviewers = async (): Promise<Reviewers> => reviewers;
    const told = await walkStory(tell, { product, transport: patientTransport, signInReviewers });
    return { kills: killed, unfinished: null, ...(await judge(world, told)) };
  } catch (error) {
    return { kills: killed, lost: [], doubled: [], unfinished: wordsOf(error) };
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 300);

async function judge(world: OutsideWorld, { state, photoVerified, identified, attemptIds }: Told) {
  const { student, collectionId, studentNumber, feeFen } = identified;
  const params = { collectionId };
  const { orders } = await take(student.client.call("readCollectionOrders", { params }));
  const { attempts } = await take(student.client.call("listAttempts", { params }));
  const facts = await outsideFacts(
    world,
    studentNumber,
    orders.map(({ outTradeNo }) => outTradeNo),
  );
  const lost = [
    ...(state === "completed" ? [] : [`the collection is ${state}`]),
    ...(photoVerified ? [] : ["the finished photo"]),
    ...attemptIds.filter((id) => !attempts.some(({ attemptId }) => attemptId === id)).map((id) => `attempt ${id}`),
    ...(facts.keptFen < feeFen ? [`money: ${facts.keptFen} of ${feeFen} fen`] : []),
    ...(facts.acceptedPhotos === 0 ? ["the registration"] : []),
  ];
  const doubled = [
    ...(facts.keptFen > feeFen ? [`money: ${facts.keptFen} instead of ${feeFen} fen`] : []),
    ...(facts.acceptedPhotos > 1 || facts.uploads > 1 ? [`registered ${facts.uploads} times`] : []),
  ];
  return { lost, doubled };
}
