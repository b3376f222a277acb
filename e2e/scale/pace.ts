/** How many photos a minute came through, and how many while nothing was done to the product. */

export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** 0 where no time is left. */
export function paceOutside(finishedMs: readonly number[], { fromMs, untilMs }: Span, spans: readonly Span[]): number {
  const isIn = (ms: number): boolean => spans.some((span) => ms >= span.fromMs && ms < span.untilMs);
  let outsideMs = 0;
  let reachedMs = fromMs;
  for (const span of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    outsideMs += Math.max(0, Math.min(untilMs, span.fromMs) - reachedMs);
    reachedMs = Math.max(reachedMs, span.untilMs);
  }
  outsideMs += Math.max(0, untilMs - reachedMs);
  const minutes = outsideMs / 60_000;
  return minutes > 0 ? finishedMs.filter((ms) => !isIn(ms)).length / minutes : 0;
}
