/** What a command gives to its terminal: output in one language, and an exit code. */
import { type Bilingual, type Language, languages } from "@gradphoto/domain/photo-standard";

export interface Terminal {
  readonly language: Language;
  /** Prints a line or block of the result to stdout. */
  print(text: string): void;
  /** Prints hints, progress and problems to stderr. */
  note(text: Bilingual): void;
}

/** Results go to stdout, everything else to stderr. */
export function openTerminal(language: Language): Terminal {
  return {
    language,
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text[language]}\n`),
  };
}

/**
 * Finds the language before the arguments are parsed, so that help and usage errors use it too. `--lang` comes first;
 * otherwise Chinese if LANG starts with zh, else English.
 */
export function requestedLanguage(args: readonly string[], lang: string | undefined): Language {
  const requested = args.flatMap((arg, at) =>
    arg === "--lang" ? [args[at + 1]] : (arg.match(/^--lang=(.*)/)?.slice(1) ?? []),
  );
  return (
    languages.find((language) => language === requested.at(-1)) ??
    (lang?.startsWith("zh") ? "zh" : "en")
  );
}

/** Exit codes, for scripts. */
export const exitCode = {
  made: 0,
  /** Internal error; EX_SOFTWARE of sysexits. */
  broken: 70,
  refused: 2,
  unreadable: 3,
  /** Wrong usage; EX_USAGE of sysexits. */
  usage: 64,
  /** Output cannot be written; EX_CANTCREAT of sysexits. */
  unwritable: 73,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
