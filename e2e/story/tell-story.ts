/** Starts the product, walks the story, looks for secrets in the log, stops the product. */
import { plainTransport } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { startProduct } from "../product/start-product.ts";
import { freshman } from "./freshman.ts";
import { identityCheck } from "./identity-check.ts";
import { leaving } from "./leaving.ts";
import { registeredBefore } from "./registered-before.ts";
import type { Reviewers } from "./review.ts";
import { secretsIn } from "./secrets-in.ts";
import { startTelling } from "./tell.ts";
import { signInReviewers, storySettings, walkStory } from "./walk-story.ts";

export interface StoryResult {
  readonly steps: number;
  /** 0 or 1: the story ends where a step fails. */
  readonly failed: number;
  readonly state: string;
  readonly photoVerified: boolean;
}

export async function tellStory(): Promise<StoryResult> {
  const { tell, steps } = startTelling((line) => process.stdout.write(`${line}\n`));
  const product = await startProduct(storySettings);
  let signedIn: Promise<Reviewers> | null = null;
  // Once: a one-time code is taken once, and the story may come here within its half minute.
  const signIn = (): Promise<Reviewers> => (signedIn ??= signInReviewers(product.url));
  try {
    const { state, photoVerified, secrets } = await walkStory(tell, {
      product,
      transport: plainTransport,
      signInReviewers: signIn,
    });
    const reviewers = await signIn();
    const world = openOutsideWorld(product.sandboxUrl);
    await registeredBefore(tell, { world, url: product.url, reviewers });
    await identityCheck(tell, { world, url: product.url, reviewers });
    await freshman(tell, { world, url: product.url });
    await leaving(tell, { world, url: product.url });
    await tell("日志里没有秘密 / the log holds no secret", async () => {
      const log = product.log();
      const found = secretsIn(log, secrets);
      if (found.length > 0)
        throw new Error(`the log holds ${found.length} of the story's secrets: ${found.join(", ")}`);
      return `${log.split("\n").length} lines, ${secrets.length} secrets looked for`;
    });
    return { steps: steps(), failed: 0, state, photoVerified };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return { steps: steps() + 1, failed: 1, state: "unfinished", photoVerified: false };
  } finally {
    await product.stop();
  }
}
