/** The commands about one photo: standardize, check, verify, and the specs they go by. */
import type { Language, PhotoSpec } from "@gradphoto/contract";
import type { Command } from "commander";
import type { ExitCode } from "../exit-code.ts";
import { languageOption, specOption } from "../options.ts";
import { openTerminal } from "../terminal.ts";
import { checkPhoto } from "./check-photo.ts";
import { printSpecs } from "./print-specs.ts";
import { standardizePhoto } from "./standardize-photo.ts";
import { verifyFile } from "./verify-file.ts";

interface PhotoOptions {
  readonly spec: PhotoSpec;
  readonly lang: Language;
}

type Jsonable = PhotoOptions & { readonly json?: boolean };
type Making = PhotoOptions & { readonly out: string; readonly report?: string; readonly preview?: boolean };

export function addPhotoCommands(program: Command, end: (code: ExitCode) => void): void {
  program
    .command("standardize <photo>")
    .description("make the certificate photo, when no check refuses it")
    .addOption(specOption())
    .requiredOption("--out <file>", "the JPEG to write")
    .option("--report <file>", "write the whole report as JSON")
    .option("--preview", "write the photo even when a check refuses it, to be looked at only")
    .addOption(languageOption())
    .action(async (photo: string, options: Making) => {
      const { out, report, preview = false } = options;
      const files = { photo, out, ...(report === undefined ? {} : { report }) };
      end(await standardizePhoto(files, options.spec, preview, openTerminal(options.lang)));
    });
  program
    .command("check <photo>")
    .description("say whether the photo would be accepted; writes nothing")
    .addOption(specOption())
    .option("--json", "print the report as JSON instead of words")
    .addOption(languageOption())
    .action(async (photo: string, { spec, lang, json = false }: Jsonable) =>
      end(await checkPhoto(photo, spec, json, openTerminal(lang))),
    );
  program
    .command("verify <file>")
    .description("measure a finished photo made by anyone")
    .addOption(specOption())
    .option("--json", "print what was measured as JSON instead of words")
    .addOption(languageOption())
    .action(async (file: string, { spec, lang, json = false }: Jsonable) =>
      end(await verifyFile(file, spec, json, openTerminal(lang))),
    );
  program
    .command("specs")
    .description("list the photo specs")
    .option("--json", "print them as JSON")
    .addOption(languageOption())
    .action(({ lang, json = false }: Jsonable) => end(printSpecs(json, openTerminal(lang))));
}
