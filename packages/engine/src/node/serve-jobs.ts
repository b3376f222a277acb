/** The inside of a decoder process: answers what its parent sends, one after the other, and ends with it. */

/** Each step as it begins, then the answer or what broke. */
export interface JobNews {
  readonly step?: string;
  readonly answer?: unknown;
  readonly fault?: { readonly name: string; readonly message: string };
}

type Tell = (news: JobNews) => void;

/** `open` is told the settings and answers how a job is done. Says "ready" when that is known. */
export async function serveJobs<Settings, Job>(
  open: (settings: Settings) => Promise<(job: Job, report: Tell) => Promise<unknown>>,
): Promise<void> {
  const report: Tell = (news) => {
    process.send?.(news);
  };
  process.on("disconnect", () => process.exit());
  // The parent's own code alone starts this and sends to it.
  const settings: Settings = JSON.parse(process.argv[2] ?? "null");
  const work = await open(settings);
  process.on("message", async (job: Job) => {
    try {
      report({ answer: await work(job, report) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
      report({ fault: { name, message } });
    }
  });
  process.send?.("ready");
}
