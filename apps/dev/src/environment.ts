/** Environment variables: names and texts. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const isGiven = (env: Environment, name: string): boolean => (env[name] ?? "") !== "";
