/** Where a command speaks: what was asked for on stdout, everything else on stderr, in one language. */
import { type Bilingual, type Language, languages } from "@gradphoto/domain/photo-standard";

export interface Terminal {
  readonly language: Language;
  /** The asked-for output, one line or block. */
  print(text: string): void;
  /** Hints, progress and problems. */
  note(text: Bilingual): void;
}

export function openTerminal(language: Language): Terminal {
  return {
    language,
    print: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text[language]}\n`),
  };
}

/** `--lang` anywhere among the arguments, so that help and wrong usage are worded by it too; else Chinese when LANG starts with zh. */
export function requestedLanguage(args: readonly string[], lang: string | undefined): Language {
  const requested = args.flatMap((arg, at) =>
    arg === "--lang" ? [args[at + 1]] : (arg.match(/^--lang=(.*)/)?.slice(1) ?? []),
  );
  return languages.find((language) => language === requested.at(-1)) ?? (lang?.startsWith("zh") ? "zh" : "en");
}
