/** How many photos a minute came through, and how many while nothing was done to the product. */

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** `spans` do not overlap. 0 where no time passed. */
export function paceOutside(finishedMs: readonly number[], { fromMs, untilMs }: Span, spans: readonly Span[]): number {
  const isIn = (ms: number): boolean => spans.some((span) => ms >= span.fromMs && ms < span.untilMs);
  const outMs = spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(untilMs, span.untilMs) - Math.max(fromMs, span.fromMs)),
    0,
  );
  const minutes = (untilMs - fromMs - outMs) / 60_000;
  return minutes > 0 ? finishedMs.filter((ms) => !isIn(ms)).length / minutes : 0;
}
