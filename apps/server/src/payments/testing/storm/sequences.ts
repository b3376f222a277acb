/** What happens in a storm, written down before it begins: the acts of each sequence, and what a batch of them goes through. */
import type { RefundRule } from "@gradphoto/domain";
import type { PaymentJob } from "../work-off-payments.ts";
import { createRandom, type Random } from "./random.ts";

/** How often each act comes up, against the others. */
const acts = {
  start: 5,
  pay: 9,
  "tell-again": 2,
  fault: 5,
  read: 2,
  "ask-refund": 3,
  "start-refund": 4,
  "decide-refund": 4,
  photo: 3,
  "settle-abnormal": 1,
  "forget-order": 2,
} as const;

export type ActName = keyof typeof acts;

/** `seed` decides what the act leaves open, such as which order is paid. */
export interface Act {
  readonly name: ActName;
  readonly seed: number;
}

export interface Sequence {
  readonly index: number;
  readonly feeFen: number;
  readonly refundRule: RefundRule;
  /** How long the project stays open. */
  readonly windowS: number;
  /** The acts of a step happen at once. */
  readonly steps: readonly (readonly Act[])[];
}

export const stepsPerSequence = 8;
/** Sequences that go through the storm together. */
export const batchSize = 100;

const isAct = (name: string): name is ActName => name in acts;
const urn = Object.entries(acts).flatMap(([name, times]) => (isAct(name) ? Array<ActName>(times).fill(name) : []));

const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

export function sequenceOf(seed: number, index: number): Sequence {
  const random = createRandom(seed, index, 1);
  const act = (name: ActName): Act => ({ name, seed: random.below(2 ** 31) });
  const step = () => Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => act(random.pick(urn)));
  return {
    index,
    // Free of charge, below and above what one person may refund.
    feeFen: random.once(20) ? 0 : random.pick([2500, 2500, 4500]),
    refundRule: random.pick(["until-submitted", "until-photo"]),
    windowS: random.pick([20 * minuteS, 3 * hourS, 4 * dayS, 60 * dayS]),
    // Without an order nothing happens at all.
    steps: [[act("start")], ...Array.from({ length: stepsPerSequence - 1 }, step)],
  };
}

/** What the service and the world around all sequences of a batch do during one step. */
export interface Round {
  readonly jobs: readonly PaymentJob[];
  readonly delivers: boolean;
  /** The service dies at the `call`th call of WeChat Pay, before it goes out or after its answer; or at once. */
  readonly death: { readonly when: "before-call" | "after-call" | "now"; readonly call: number } | null;
  /** Time that passes afterwards. */
  readonly passS: number;
}

export function roundsOf(seed: number, batch: number): readonly Round[] {
  const random = createRandom(seed, batch, 2);
  return Array.from({ length: stepsPerSequence }, () => ({
    jobs: jobsOf(random),
    delivers: !random.once(3),
    death: random.once(5) ? { when: random.pick(["before-call", "after-call", "now"]), call: random.below(80) } : null,
    passS: random.once(12) ? random.pick([30 * minuteS, 61 * minuteS, dayS]) : random.pick([1, 4, 10, 30, 120]),
  }));
}

/** The same kind twice: two workers at once. */
const jobsOf = (random: Random): readonly PaymentJob[] =>
  Array.from({ length: random.below(5) }, () =>
    random.pick(["settle-order", "settle-order", "give-refund", "give-refund", "expire-collections"]),
  );

/** As it is printed when a sequence goes wrong. */
export const describeSequence = ({ index, feeFen, refundRule, windowS, steps }: Sequence): string =>
  `sequence ${index} (${feeFen} fen, ${refundRule}, open for ${windowS} s): ${steps
    .map((step) => step.map(({ name }) => name).join("+"))
    .join(" ")}`;
