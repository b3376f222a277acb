/** Scripts of the random payment test, generated in advance: the acts of each sequence, and the rounds of a batch. */
import type { RefundRule } from "@gradphoto/domain";
import type { PaymentJob } from "../payment-deps.ts";
import { createRandom, type Random } from "./random.ts";

/** Relative frequency of each act. */
const acts = {
  start: 5,
  pay: 9,
  "send-notification": 2,
  fault: 5,
  read: 2,
  "query-refund": 3,
  "start-refund": 4,
  "decide-refund": 4,
  photo: 3,
  "settle-abnormal": 1,
  "forget-order": 2,
} as const;

export type ActName = keyof typeof acts;

/** One act. `seed` determines its random choices, such as which order is paid. */
export interface Act {
  readonly name: ActName;
  readonly seed: number;
}

export interface Sequence {
  readonly index: number;
  readonly feeFen: number;
  readonly refundRule: RefundRule;
  /** Duration of the project's window. */
  readonly windowS: number;
  /** Acts of one step run in parallel. */
  readonly steps: readonly (readonly Act[])[];
}

export const stepsPerSequence = 8;
/** Number of sequences that run together. */
export const batchSize = 100;

const isAct = (name: string): name is ActName => name in acts;
const urn = Object.entries(acts).flatMap(([name, times]) =>
  isAct(name) ? Array<ActName>(times).fill(name) : [],
);

const minuteS = 60;
const hourS = 60 * minuteS;
const dayS = 24 * hourS;

export function sequenceOf(seed: number, index: number): Sequence {
  const random = createRandom(seed, index, 1);
  const act = (name: ActName): Act => ({ name, seed: random.below(2 ** 31) });
  const step = () =>
    Array.from({ length: random.pick([1, 1, 1, 2, 3]) }, () => act(random.pick(urn)));
  return {
    index,
    // Free of charge, below, or above the limit up to which one person may approve a refund.
    feeFen: random.once(20) ? 0 : random.pick([2500, 2500, 4500]),
    refundRule: random.pick(["until-submitted", "until-photo"]),
    windowS: random.pick([20 * minuteS, 3 * hourS, 4 * dayS, 60 * dayS]),
    // Each sequence starts with an order, because nothing happens without one.
    steps: [[act("start")], ...Array.from({ length: stepsPerSequence - 1 }, step)],
  };
}

/** Events of the service and the environment during one step of a batch. */
export interface Round {
  readonly jobs: readonly PaymentJob[];
  readonly delivers: boolean;
  /** The service crashes at the `call`th provider call, before the request or after the response, or immediately. */
  readonly death: {
    readonly when: "before-call" | "after-call" | "now";
    readonly call: number;
  } | null;
  /** Time that passes after the round. */
  readonly passS: number;
}

export function roundsOf(seed: number, batch: number): readonly Round[] {
  const random = createRandom(seed, batch, 2);
  return Array.from({ length: stepsPerSequence }, () => ({
    jobs: jobsOf(random),
    delivers: !random.once(3),
    death: random.once(5)
      ? { when: random.pick(["before-call", "after-call", "now"]), call: random.below(80) }
      : null,
    passS: random.once(12)
      ? random.pick([30 * minuteS, 61 * minuteS, dayS])
      : random.pick([1, 4, 10, 30, 120]),
  }));
}

/** Jobs of a round. A kind that occurs twice simulates two concurrent workers. */
const jobsOf = (random: Random): readonly PaymentJob[] =>
  Array.from({ length: random.below(5) }, () =>
    random.pick([
      "settle-order",
      "settle-order",
      "give-refund",
      "give-refund",
      "expire-collections",
    ]),
  );

/** Returns the text that is printed for a failing sequence. */
export const describeSequence = ({ index, feeFen, refundRule, windowS, steps }: Sequence): string =>
  `sequence ${index} (${feeFen} fen, ${refundRule}, open for ${windowS} s): ${steps
    .map((step) => step.map(({ name }) => name).join("+"))
    .join(" ")}`;
