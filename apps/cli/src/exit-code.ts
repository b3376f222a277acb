/** Meaning of the command's exit codes for scripts. */
export const exitCode = {
  made: 0,
  /** The command itself broke; sysexits' EX_SOFTWARE. */
  broken: 70,
  refused: 2,
  unreadable: 3,
  /** sysexits' EX_USAGE. */
  usage: 64,
  /** sysexits' EX_CANTCREAT. */
  unwritable: 73,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
