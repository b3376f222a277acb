/** What time it is, as an argument: code that asks for it can be tested at any time. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
