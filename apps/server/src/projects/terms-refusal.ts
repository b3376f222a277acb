/** Validates a project's terms: which are compatible, and which may still change after students have agreed to them. */
import {
  encoderMaxBytes,
  type FixedTerm,
  fixedTermsOf,
  type PhotoSpec,
  projectKindOf,
  type Role,
} from "@gradphoto/domain";
import type { ParsedInput } from "@gradphoto/domain/routes";
import { type Refusal, refuse } from "../core/call.ts";
import type { projects } from "../infra/db/schema/index.ts";

type Terms = Omit<ParsedInput<"changeProject">["body"], "version">;
type Columns = Omit<
  typeof projects.$inferSelect,
  "id" | "schoolCode" | "confirmedAt" | "photoNames" | "photoFolders"
>;

export const columnsOf = ({
  category,
  opensAt,
  closesAt,
  imageCheckBy,
  ...terms
}: Terms): Columns => ({
  ...terms,
  educationCategory: category,
  opensAt: new Date(opensAt),
  closesAt: new Date(closesAt),
  imageCheckBy: imageCheckBy === null ? null : new Date(imageCheckBy),
});

export type TermsRefusal =
  | Refusal<"project-window-reversed" | "image-check-before-project" | "album-not-for-kind">
  | Refusal<"file-window-outside-spec">;

/** Returns null when the terms are valid with the spec that they name. */
export function termsRefusal(terms: Columns, { file, widestFile }: PhotoSpec): TermsRefusal | null {
  const { opensAt, closesAt, imageCheckBy, specId, fileMinBytes, fileMaxBytes, albumAllowed } =
    terms;
  if (opensAt >= closesAt) return refuse("project-window-reversed", {});
  if (imageCheckBy && imageCheckBy < opensAt) return refuse("image-check-before-project", {});
  if (albumAllowed && !projectKindOf(specId).albumAllowed) return refuse("album-not-for-kind", {});
  const { minBytes, maxBytes } = widestFile ?? file;
  // Some good photos hardly exceed this size at best quality. A higher minimum would refuse them.
  const isReached = fileMinBytes <= file.maxBytes;
  const isInside = minBytes <= fileMinBytes && fileMaxBytes <= maxBytes;
  const isEncodable = fileMinBytes < encoderMaxBytes(fileMaxBytes);
  if (isInside && isReached && isEncodable) return null;
  const [minKilobytes, lowerKilobytes, maxKilobytes] = [
    minBytes / 1024,
    file.maxBytes / 1024,
    maxBytes / 1024,
  ];
  return refuse("file-window-outside-spec", { minKilobytes, lowerKilobytes, maxKilobytes });
}

const columnOf = (term: FixedTerm) => (term === "category" ? "educationCategory" : term);

type ChangeCode =
  | "project-terms-fixed"
  | "project-window-past"
  | "project-attempts-lowered"
  | "project-review-slower";

/** Returns null when started students keep their terms. Only an operator may assign another spec for later ones. */
export function changeRefusal(
  previous: Columns,
  after: Columns,
  { role, now }: { readonly role: Role; readonly now: Date },
): Refusal<ChangeCode> | null {
  const fixed = fixedTermsOf(role, { before: previous.specId, after: after.specId }).map(columnOf);
  if (fixed.some((name) => previous[name] !== after[name]))
    return refuse("project-terms-fixed", {});
  const isMoved = (name: "opensAt" | "closesAt") =>
    previous[name].getTime() !== after[name].getTime();
  const opensLater = isMoved("opensAt") && after.opensAt > now;
  const closedAlready = isMoved("closesAt") && after.closesAt <= now;
  if (opensLater || closedAlready) return refuse("project-window-past", {});
  const limitOf = ({ attemptsLimit }: Columns) => attemptsLimit ?? Number.POSITIVE_INFINITY;
  if (limitOf(after) < limitOf(previous)) return refuse("project-attempts-lowered", {});
  return after.reviewDays > previous.reviewDays ? refuse("project-review-slower", {}) : null;
}

const shanghaiOffsetMs = 8 * 3_600_000;

/** Returns the same time of the same Beijing day a year later; February 29 becomes the 28th. */
export function aYearLater(instant: Date): Date {
  const local = new Date(instant.getTime() + shanghaiOffsetMs);
  const day = local.getUTCDate();
  local.setUTCFullYear(local.getUTCFullYear() + 1);
  if (local.getUTCDate() !== day) local.setUTCDate(0);
  return new Date(local.getTime() - shanghaiOffsetMs);
}
