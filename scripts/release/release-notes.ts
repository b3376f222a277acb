/** Release notes: the section of a version in a changelog by the convention of Keep a Changelog. */

/** Throws an Error with instructions if the changelog has no text for the version. */
export function releaseNotesOf(changelog: string, version: string): string {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((one) => one.startsWith(`[${version}] - `)) ?? "";
  const [, ...lines] = section.split("\n");
  const text = lines.join("\n").trim();
  if (text === "")
    throw new Error(
      `CHANGELOG.md 没有这个版本的一节，请先写上 / CHANGELOG.md has no section of this version. Add it: ## [${version}] - YYYY-MM-DD`,
    );
  return `# GradPhoto ${version}\n\n${text}\n`;
}
