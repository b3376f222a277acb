/** Texts of the audit log page. */
import { wordsOf } from "../lib/words.ts";

export const auditWords = wordsOf(
  {
    title: "审计日志",
    about: "谁在什么时候做了什么。日志只增不改，每一条都带着前一条的哈希。",
    check: "核对完整性",
    retry: "重新核对",
    stop: "停止",
    checking: "正在从第一条开始核对",
    progress: (checked: number, total: number) => `已核对 ${checked} / ${total} 条`,
    lastHash: "末条哈希。请抄录或另存到系统之外，日后可证明此前的日志没有被改写：",
    broken: "核对中断，请重新核对。每小时最多核对三十次。",
    unchecked: "停止后没有结论。",
    see: (seq: number) => `查看第 ${seq} 条附近`,
    detail: (label: string, value: string) => `${label}：${value}`,
  },
  {
    title: "Audit log",
    about: "Who did what, and when. The log is only ever added to; every entry carries the hash of the one before.",
    check: "Check integrity",
    retry: "Check again",
    stop: "Stop",
    checking: "Checking from the first entry on",
    progress: (checked, total) => `${checked} of ${total} entries checked`,
    lastHash:
      "Hash of the last entry. Keep it outside the system: it proves later that nothing before it was rewritten:",
    broken: "The check broke off; please start it again. It can be run thirty times an hour.",
    unchecked: "Stopped without a verdict.",
    see: (seq) => `See the entries about ${seq}`,
    detail: (label, value) => `${label}: ${value}`,
  },
);
