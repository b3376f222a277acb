/** Nobody is woken: the hours of the day in which students are reminded of something. */
export interface ReminderHours {
  /** Full hours in Beijing, from 0 to 24; `until` is no longer among them. */
  readonly from: number;
  readonly until: number;
}

// China has had no summer time since 1991.
const beijingOffsetHours = 8;

export function isWithin(now: Date, { from, until }: ReminderHours): boolean {
  const hour = (now.getUTCHours() + beijingOffsetHours) % 24;
  return hour >= from && hour < until;
}
