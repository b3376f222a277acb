/** `gradphoto sheet`: copies of a finished photo on one sheet of paper, ready to print and cut. */
import { join, parse } from "node:path";
import {
  allCopySizes,
  allPapers,
  type Bilingual,
  type CopySize,
  type Paper,
} from "@gradphoto/domain/photo-standard";
import { makePrintSheet } from "@gradphoto/engine";
import { createSharpCodec } from "@gradphoto/engine/decoder";
import { type Command, Option } from "commander";
import { languageOption } from "../options.ts";
import { readPhoto } from "../photo/read-photo.ts";
import { photoTargetProblem } from "../photo/target-problem.ts";
import { type ExitCode, exitCode, type Terminal } from "../terminal.ts";
import { writeAtomically } from "../write-atomically.ts";

interface SheetOptions {
  readonly paper: Paper;
  readonly size: CopySize;
  readonly out?: string;
}

export function addSheetCommand(
  program: Command,
  terminal: Terminal,
  end: (code: ExitCode) => void,
): void {
  const { language } = terminal;
  program
    .command("sheet <photo>")
    .description(
      {
        zh: "把标准照按实际大小排在相纸上，带裁切线",
        en: "lay out copies of a finished photo on paper, at their true size, with cut lines",
      }[language],
    )
    .addOption(
      new Option("--paper <paper>", { zh: "相纸大小", en: "size of the paper" }[language])
        .choices(allPapers)
        .default("6in"),
    )
    .addOption(
      new Option(
        "--size <size>",
        {
          zh: "每张的大小：own 原大、1in 一寸、2in 二寸",
          en: "size of each copy: own, 1in (25 × 35 mm) or 2in (35 × 49 mm)",
        }[language],
      )
        .choices(allCopySizes)
        .default("own"),
    )
    .option(
      "--out <file>",
      {
        zh: "要写的 JPEG 文件；不给时写在照片旁，名为 <照片>-<相纸>.jpg",
        en: "the JPEG to write; default: <photo>-<paper>.jpg next to the photo",
      }[language],
    )
    .addOption(languageOption(language))
    .action(async (photo: string, { paper, size, out }: SheetOptions) => {
      const { dir, name } = parse(photo);
      end(
        await makeSheet(photo, { paper, size }, out ?? join(dir, `${name}-${paper}.jpg`), terminal),
      );
    });
}

async function makeSheet(
  path: string,
  { paper, size }: Omit<SheetOptions, "out">,
  out: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const refuse = (code: ExitCode, why: Bilingual): ExitCode => {
    terminal.note(why);
    return code;
  };
  const source = await readPhoto(path);
  if (!source.ok) return refuse(exitCode.unreadable, source.problem);
  const misnamed = await photoTargetProblem(path, out);
  if (misnamed) return refuse(exitCode.usage, misnamed);
  const sheet = await makePrintSheet(
    source.bytes,
    { paper, size, caption: null },
    createSharpCodec({ heic: false }),
  );
  if (sheet.kind === "not-finished") return refuse(exitCode.unreadable, notFinished(path));
  if (sheet.kind === "paper-too-small") return refuse(exitCode.refused, tooLarge(paper));
  await writeAtomically(out, sheet.jpeg);
  const { copies, copyMm } = sheet;
  const mm = `${copyMm.width.toFixed(1)} × ${copyMm.height.toFixed(1)}`;
  terminal.print(
    {
      zh: `已写 ${out}：${paper} 相纸 ${copies} 张，每张 ${mm} 毫米。打印时请选择 100% 大小。`,
      en: `Wrote ${out}: ${copies} copies on ${paper}, ${mm} mm each. Print at 100 %.`,
    }[terminal.language],
  );
  return exitCode.made;
}

const notFinished = (path: string): Bilingual => ({
  zh: `${path} 不是带分辨率标记的 JPEG。请先用 gradphoto standardize 制作标准照。`,
  en: `${path} is no JPEG with a print density. Make the certificate photo first, with gradphoto standardize.`,
});

const tooLarge = (paper: Paper): Bilingual => ({
  zh: `照片比 ${paper} 相纸还大，请选更大的纸。`,
  en: `The photo is larger than ${paper} paper; choose a larger one.`,
});
