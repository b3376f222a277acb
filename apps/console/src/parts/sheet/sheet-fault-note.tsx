/** Explanation of why a chosen file could not be read, and what to do. */
import { Alert } from "antd";
import { useWords, wordsOf } from "../../lib/words.ts";
import type { SheetFault } from "./sheet.ts";

const words = wordsOf(
  {
    "too-large": "文件太大。请只保留需要的几列，另存后再试。",
    empty: "文件里没有内容。",
    "old-excel":
      "这是旧版 Excel（.xls）或带密码的文件。请用 Excel 或 WPS 打开，去掉密码，另存为 .xlsx 后再试。",
    "web-page": "这个文件其实是网页。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "no-sheet": "这不是 Excel（.xlsx）或 CSV 文件。",
    broken: "文件已损坏，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
    "out-of-reach":
      "读不到这个文件。如果它正在 Excel 或 WPS 里打开，请先关闭；如果在网盘里，请先下载到本机。",
    "reader-missing": "读文件的程序没有加载出来。请检查网络，或刷新页面后再试。",
    "too-slow": "文件读了一分钟还没有读完。请只保留需要的几列，另存为 CSV 后再试。",
  },
  {
    "too-large":
      "The file is too large. Please keep only the columns that are needed, save it and try again.",
    empty: "There is nothing in the file.",
    "old-excel":
      "This is an old Excel file (.xls) or one with a password. Please open it in Excel or WPS, remove the password, save it as .xlsx and try again.",
    "web-page":
      "This file is a web page in fact. Please open it in Excel or WPS, save it as .xlsx and try again.",
    "no-sheet": "This is neither an Excel (.xlsx) nor a CSV file.",
    broken:
      "The file is broken and cannot be read. Please open it in Excel or WPS, save it as .xlsx and try again.",
    "out-of-reach":
      "The file cannot be read. Please close it in other programs, or download it first if it is in a cloud folder.",
    "reader-missing":
      "The reader did not load. Please check the network, or reload the page and try again.",
    "too-slow":
      "The file was not read within a minute. Please keep the few columns that are needed, save it as CSV and try again.",
  },
);

export function SheetFaultNote({ fault }: { readonly fault: SheetFault | null }) {
  const t = useWords(words);
  return fault && <Alert type="error" showIcon role="alert" title={t[fault]} />;
}
