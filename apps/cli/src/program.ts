/** The command line: commands, arguments, options and their help. */
import { Command } from "commander";
import { addBatchCommand } from "./batch/batch-command.ts";
import { addEvalCommand } from "./eval/eval-command.ts";
import type { ExitCode } from "./exit-code.ts";
import { addPhotoCommands } from "./photo/photo-commands.ts";
import { addSheetCommand } from "./sheet/sheet-command.ts";

/** Builds the parser; a command that ran hands its exit code to `end`. Wrong usage is thrown as a CommanderError. */
export function buildProgram(end: (code: ExitCode) => void): Command {
  const program = new Command("gradphoto")
    .description("Certificate photos: make them, check them, print them. 毕业证照：制作、检查、打印。")
    .exitOverride()
    .showHelpAfterError("(gradphoto --help shows all commands)")
    .addHelpText(
      "after",
      "\nExit codes: 0 made, 2 refused by checks, 3 photo unreadable, 64 wrong usage, 70 the command itself broke.",
    );
  addPhotoCommands(program, end);
  addSheetCommand(program, end);
  addBatchCommand(program, end);
  addEvalCommand(program, end);
  return program;
}
