/** One student's whole way over HTTP, and what is refused on it. */
import { randomUUID } from "node:crypto";
import type { Transport } from "@gradphoto/domain/client";
import { type PersonClient, refusal } from "../people/client.ts";
import { openOutsideWorld } from "../people/outside-world.ts";
import { demoStaff, signInStaff } from "../people/staff.ts";
import type { Product } from "../product/start-product.ts";
import { type Identified, identify, type Setting } from "./identity.ts";
import { payAndAgree } from "./payment.ts";
import { takePhotos } from "./photo.ts";
import { complete, type Ending } from "./registry.ts";
import { passReview, type Reviewers } from "./review.ts";
import type { Tell } from "./tell.ts";

/** An approval that nobody has to wait for; a person may undo it no longer than that here. */
export const storySettings = { GRADPHOTO_DECISION_HOLD_S: "2", GRADPHOTO_WORKERS: "1" };

export interface Walk {
  readonly product: Product;
  readonly transport: Transport<Blob>;
  readonly signInReviewers: () => Promise<Reviewers>;
}

export interface Told extends Ending {
  readonly identified: Identified;
  /** Every upload that was acknowledged stands in the student's own list. */
  readonly attemptIds: readonly string[];
  /** What must never stand in a log. */
  readonly secrets: readonly string[];
}

export async function walkStory(tell: Tell, { product, transport, signInReviewers }: Walk): Promise<Told> {
  const world = openOutsideWorld(product.sandboxUrl);
  const setting: Setting = { url: product.url, world, transport, newKey: () => randomUUID() };
  const identified = await identify(tell, setting);
  await payAndAgree(tell, setting, identified);
  const attemptId = await takePhotos(tell, setting, identified);
  const reviewers = await tell(
    "审核员登录：密码与动态码 / reviewers sign in",
    signInReviewers,
    () => "reviewer-1, reviewer-2",
  );
  const approved = await passReview(tell, setting, identified, reviewers, attemptId);
  const ending = await complete(tell, setting, identified, approved);
  await tell("采集完成后再用采集码 / the code once more after completion", () => secondUse(identified));
  const tokens = [reviewers.first, reviewers.second].map((client) => client.token() ?? "");
  return {
    ...ending,
    identified,
    attemptIds: [attemptId, approved],
    secrets: [...identified.secrets, ...tokens, demoStaff.password, demoStaff.totp],
  };
}

export async function signInReviewers(url: string): Promise<Reviewers> {
  const signIn = (username: string): Promise<PersonClient> => signInStaff(url, username);
  return { first: await signIn("reviewer-1"), second: await signIn("reviewer-2") };
}

const secondUse = ({ student, codeText }: Identified): Promise<string> =>
  refusal(student.client.call("readCode", { body: { text: codeText } }), "code-already-collected");
