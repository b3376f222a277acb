/** One row of the list of pages; the menu, the router and the tests read only these fields. */
import type { Bilingual, Role } from "@gradphoto/domain";
import type { ComponentType } from "react";

export const pageGroups = {
  work: { zh: "工作", en: "Work" },
  figures: { zh: "统计", en: "Figures" },
  money: { zh: "资金", en: "Money" },
  upkeep: { zh: "运营", en: "Operations" },
  me: { zh: "我的账号", en: "My account" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export interface PageRow {
  /** Path below /console/; parameters as `:name`. */
  readonly path: string;
  readonly title: Bilingual;
  readonly roles: readonly Role[];
  /** null: reached from another page, not from the menu. */
  readonly group: keyof typeof pageGroups | null;
  /** Folds the menu: photos need the full width. */
  readonly foldsMenu?: true;
  /** Fetched when the page is first opened. */
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
