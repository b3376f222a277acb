/** Numbers so small that they would tell of single persons are not told to whoever knows neither them nor their school. */

export const fewStudents = 5;

/** null: some, and fewer than five. */
export const unlessFew = (count: number): number | null => (count > 0 && count < fewStudents ? null : count);
