/** Where the photos behind a figure of review quality are. */

type Filters = Readonly<Record<string, string>>;

/** What its reviewer took back is in no figure. */
export const decisionsOf = (filters: Filters): string =>
  `/decisions?${new URLSearchParams({ ...filters, standing: "counted" })}`;

export const knownPhotosOf = (filters: Filters): string => `/honeypots?${new URLSearchParams(filters)}`;
