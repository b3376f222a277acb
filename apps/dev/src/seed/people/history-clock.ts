/** Clock of the demo's history: it starts in the past and only moves forward, up to the present. */
import { beijingDay, startOfBeijingDay } from "@gradphoto/domain";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Hour at which a working day ends, in Beijing. */
const endOfWork = 18;
/** Today's hours are shortened to this length, so that today's history ends at the present time. */
const todayHourMs = 15 * minuteMs;

export interface HistoryClock {
  readonly now: () => Date;
  /** Moves to the hour of the working day that was so many working days ago; an earlier time changes nothing. */
  moveTo(daysAgo: number, hour: number): void;
  advance(minutes: number): void;
  /** Follows the real time from now on. */
  catchUp(): void;
}

/** `present`: end of the history; `start`: time at which a continued history was interrupted. */
export function createHistoryClock(present: Date, start: Date): HistoryClock {
  let ms = start.getTime();
  let isLive = false;
  return {
    now: () => (isLive ? new Date() : new Date(ms)),
    moveTo: (daysAgo, hour) => {
      ms = Math.max(ms, timeOf(present, daysAgo, hour));
    },
    advance: (minutes) => {
      ms = Math.min(present.getTime(), ms + minutes * minuteMs);
    },
    catchUp: () => {
      isLive = true;
    },
  };
}

function timeOf(present: Date, daysAgo: number, hour: number): number {
  if (daysAgo === 0) return present.getTime() - (endOfWork - hour) * todayHourMs;
  return startOfBeijingDay(workingDay(present, daysAgo)).getTime() + hour * 60 * minuteMs;
}

/** Returns the day in Beijing, so many days from Monday to Friday before today. */
function workingDay(present: Date, daysAgo: number): string {
  const today = startOfBeijingDay(beijingDay(present)).getTime();
  let left = daysAgo;
  let day = today;
  while (left > 0) {
    day -= dayMs;
    // Noon of the day in Beijing is the same day in UTC.
    const weekday = new Date(day + dayMs / 2).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return beijingDay(new Date(day));
}
