/** Where a command speaks: what was asked for on stdout, everything else on stderr, in one language. */
import type { Bilingual, Language } from "@gradphoto/contract";

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

/** The language asked for by LANG: Chinese when it starts with zh, else English. */
export const languageOf = (lang: string | undefined): Language => (lang?.startsWith("zh") ? "zh" : "en");
