/** Visual emphasis of a state; a closed list that never grows, so that every released client can display it. */
export const tones = ["neutral", "info", "warning", "success", "danger"] as const;

/**
 * `warning`: the student has to act; `info`: something is in progress; `danger`: something failed and can be corrected.
 */
export type Tone = (typeof tones)[number];
