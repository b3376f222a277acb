/** One crowd's walk, told as it goes, with what happens to the product meanwhile, and its pace. */
import { paceOutside } from "./pace.ts";
import type { Course, Happened } from "./troubles.ts";
import { type Crowd, type Progress, type Walked, walkStudents } from "./walk-students.ts";

const sayEveryMs = 10_000;

export interface Told {
  readonly finished: readonly Walked[];
  /** Why others did not come to the end. */
  readonly failed: readonly string[];
  readonly happened: readonly Happened[];
  /** From the first student's begin to the last one's end. */
  readonly minutes: number;
  readonly perMinute: number;
  /** While nothing was done to the product. */
  readonly perCalmMinute: number;
}

type Say = Course["say"];
type Meanwhile = (course: Course) => Promise<readonly Happened[]>;

export async function walkTold(crowd: Crowd, say: Say, meanwhile: Meanwhile = async () => []): Promise<Told> {
  const progress: Progress = { finished: [], failed: [] };
  const { finished, failed } = progress;
  let isOver = false;
  let told = 0;
  const telling = setInterval(() => {
    for (; told < failed.length; told++) say(failed[told] ?? "");
    say(`${finished.length} of ${crowd.students} through, ${failed.length} not; ${JSON.stringify(crowd.heard)}`);
  }, sayEveryMs);
  const fromMs = performance.now();
  const walking = walkStudents(crowd, progress).finally(() => {
    isOver = true;
    clearInterval(telling);
  });
  const part = (): number => finished.length / crowd.students;
  const [happened] = await Promise.all([meanwhile({ part, isOver: () => isOver, say }), walking]);
  const ends = finished.map(({ finishedMs }) => finishedMs);
  const whole = { fromMs, untilMs: Math.max(fromMs, ...ends) };
  return {
    finished,
    failed,
    happened,
    minutes: (whole.untilMs - whole.fromMs) / 60_000,
    perMinute: paceOutside(ends, whole, []),
    perCalmMinute: paceOutside(ends, whole, happened),
  };
}
