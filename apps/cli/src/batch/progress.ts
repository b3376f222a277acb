/** Progress of a long run on stderr: a bar on a terminal, otherwise an occasional line of text. */
import type { Language } from "@gradphoto/domain/photo-standard";
import cliProgress from "cli-progress";

export interface Progress {
  /** Reports that one more item is done. */
  step(): void;
  stop(): void;
}

export function startProgress(total: number, language: Language): Progress {
  const startMs = performance.now();
  let done = 0;
  const show = process.stderr.isTTY ? startBar(total, language) : writeLines(total);
  return {
    step() {
      done += 1;
      show.step(done, progressWords(done, total, performance.now() - startMs, language));
    },
    stop: show.stop,
  };
}

interface Visible {
  step(done: number, words: string): void;
  stop(): void;
}

function startBar(total: number, language: Language): Visible {
  const bar = new cliProgress.SingleBar({
    format: "{bar} {words}",
    stream: process.stderr,
    hideCursor: true,
  });
  bar.start(total, 0, { words: progressWords(0, total, 0, language) });
  return { step: (_done, words) => bar.increment(1, { words }), stop: () => bar.stop() };
}

/** Maximum number of lines in a log, for a run of any length. */
const linesAtMost = 20;

function writeLines(total: number): Visible {
  const every = Math.ceil(total / linesAtMost);
  return {
    step(done, words) {
      if (done % every === 0 || done === total) process.stderr.write(`${words}\n`);
    },
    stop() {},
  };
}

/**
 * Formats count, rate and remaining time. At the start there is only the count; at the end there is no remaining time.
 */
export function progressWords(
  done: number,
  total: number,
  elapsedMs: number,
  language: Language,
): string {
  const zh = language === "zh";
  const count = `${done}/${total} ${zh ? "张" : "photos"}`;
  if (done === 0 || elapsedMs <= 0) return count;
  const rate = `${((1000 * done) / elapsedMs).toFixed(1)} ${zh ? "张/秒" : "per second"}`;
  if (done === total) return `${count}  ${rate}`;
  const left = duration(((total - done) * elapsedMs) / done, zh);
  return `${count}  ${rate}  ${zh ? `剩余约 ${left}` : `about ${left} left`}`;
}

function duration(ms: number, zh: boolean): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 100) return `${seconds} ${zh ? "秒" : "s"}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} ${zh ? "分钟" : "min"}`;
  return `${(minutes / 60).toFixed(1)} ${zh ? "小时" : "h"}`;
}
