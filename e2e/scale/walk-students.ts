/** Many students on their way at once, from the sign-in to a photo that waits for its reviewer. */
import type { OutsideWorld } from "../people/outside-world.ts";
import { getReady, type ShootingStudent } from "../people/shooting-student.ts";
import { signIn } from "../people/student.ts";
import { submitPhoto } from "../people/submit-photo.ts";
import { type Heard, openPhone, type Phone } from "./phone.ts";

export interface Walked {
  readonly student: ShootingStudent;
  /** Of the upload that was acknowledged. */
  readonly attemptId: string;
  readonly phone: Phone;
  readonly finishedMs: number;
}

export interface Crowd {
  readonly url: string;
  readonly certificateFile: string;
  readonly world: OutsideWorld;
  readonly heard: Heard;
  readonly students: number;
  /** How many of them stand behind one address and come at once. */
  readonly together: number;
  /** How many of the others are on their way at a time. */
  readonly atATime: number;
  /** By performance.now(): whoever has not begun by then does not. */
  readonly deadlineMs: number;
  /** The first of the addresses; no two crowds share one. */
  readonly addressesFrom: number;
}

/** A code of WeChat is good for one try, so a sign-in that met a kill is begun again, as a person would. */
const signInTries = 8;
/** Seldom: so many who look cost the cores that make the photos. */
const lookEveryMs = 8000;

export interface Progress {
  readonly finished: Walked[];
  /** Why others did not come to the end. */
  readonly failed: string[];
}

/** `progress` grows as they come to their end. */
export async function walkStudents(crowd: Crowd, progress: Progress): Promise<void> {
  const { students, together, atATime, deadlineMs } = crowd;
  let next = Math.min(together, students);
  const go = async (number: number): Promise<void> => {
    try {
      progress.finished.push(await walkOne(crowd, number));
    } catch (error) {
      progress.failed.push(`student ${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const lane = async (): Promise<void> => {
    while (next < students && performance.now() < deadlineMs) await go(next++);
  };
  await Promise.all([
    ...Array.from({ length: Math.min(together, students) }, (_, number) => go(number)),
    ...Array.from({ length: atATime }, lane),
  ]);
  for (let number = next; number < students; number++) progress.failed.push(`student ${number}: no time was left`);
}

async function walkOne(crowd: Crowd, number: number): Promise<Walked> {
  const { url, certificateFile, world, heard: received, together, deadlineMs, addressesFrom } = crowd;
  const phone = openPhone(addressOf(addressesFrom + Math.max(0, number - together + 1)), certificateFile, received);
  try {
    const signedIn = await again(signInTries, () => signIn(world, url, phone.transport));
    const student = await getReady(world, signedIn);
    const withinMs = Math.max(0, deadlineMs - performance.now());
    const attemptId = await submitPhoto(student, { withinMs, everyMs: lookEveryMs });
    return { student, attemptId, phone, finishedMs: performance.now() };
  } catch (error) {
    await phone.close();
    throw error;
  }
}

/** From 127.1.0.0 on, which all are this machine. */
const addressOf = (number: number): string => `127.1.${number >> 8}.${number & 255}`;

async function again<Value>(tries: number, work: () => Promise<Value>): Promise<Value> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === tries) throw error;
    }
  }
}
