/** Where a row of the bell leads from where one is. */

const desk = "/review";

/** The desk goes on with its project, and with what is in hand there; a list shows all that the bell counts. */
export function wayTo(place: string, at: { readonly pathname: string; readonly search: string }): string {
  const [path, query] = place.split("?");
  if (path !== desk || at.pathname !== desk) return place;
  const search = new URLSearchParams(at.search);
  for (const [name, value] of new URLSearchParams(query)) search.set(name, value);
  return search.size === 0 ? desk : `${desk}?${search}`;
}
