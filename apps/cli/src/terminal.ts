/** Output of a command in one language: results on stdout, everything else on stderr. */
import { type Bilingual, type Language, languages } from "@gradphoto/domain/photo-standard";

export interface Terminal {
  readonly language: Language;
  /** Prints a line or block of the result to stdout. */
  print(text: string): void;
  /** Prints hints, progress and problems to stderr. */
  note(text: Bilingual): void;
}

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
  return languages.find((language) => language === requested.at(-1)) ?? (lang?.startsWith("zh") ? "zh" : "en");
}
