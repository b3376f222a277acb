/** A photo with what the engine said of it, whoever holds its pictures: the service, or this phone alone. */
import type { Finding, ReportVerdict, ShownPhoto } from "@gradphoto/domain";

export interface JudgedPhoto extends Pick<ShownPhoto, "resultSize" | "crop"> {
  /** An address that shows it; empty while it comes. So is `result`. */
  readonly original: string;
  /** null: none could be made. */
  readonly result: string | null;
  readonly sourceSize: ShownPhoto["sourceSize"] | null;
  /** null: there is none, or one that this app does not know. */
  readonly verdict: ReportVerdict | null;
  readonly findings: readonly Finding[];
}
