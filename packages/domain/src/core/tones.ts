/** How loudly a state is shown; a closed list that never grows, so that every released client can draw it. */
export const tones = ["neutral", "info", "warning", "success", "danger"] as const;

/** `warning`: the student's turn; `info`: something is under way; `danger`: something went wrong and can be mended. */
export type Tone = (typeof tones)[number];
