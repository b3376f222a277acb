/** Words as a picture of one page, drawn by the browser in its own type. */
import type { PageOfWords } from "../platform.ts";

const widthPx = 1080;
const marginPx = 72;
const lineHeightPx = 64;
const nameWidthPx = 300;
const typeface = '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** null where the browser cannot draw. */
export function drawPage({ title, rows, foot }: PageOfWords): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = widthPx;
  canvas.height = 2 * marginPx + (rows.length + 4) * lineHeightPx;
  const pen = canvas.getContext("2d");
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const write = (text: string, x: number, line: number, font: string) => {
    pen.font = `${font} ${typeface}`;
    pen.fillText(text, x, marginPx + (line + 1) * lineHeightPx, widthPx - marginPx - x);
  };
  pen.fillStyle = "#142a48";
  write(title, marginPx, 0, "600 48px");
  pen.fillRect(marginPx, marginPx + 1.5 * lineHeightPx, widthPx - 2 * marginPx, 2);
  rows.forEach(([name, value], index) => {
    pen.fillStyle = "#5a5f66";
    write(name, marginPx, index + 2, "32px");
    pen.fillStyle = "#22272e";
    write(value, marginPx + nameWidthPx, index + 2, "32px");
  });
  pen.fillStyle = "#5a5f66";
  write(foot, marginPx, rows.length + 3, "26px");
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
