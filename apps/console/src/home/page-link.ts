/** Link targets for the rows of the bell, relative to the current page. */

const desk = "/review";

/** The desk keeps its project and its tasks in hand; a list shows everything that the bell counts. */
export function wayTo(place: string, at: { readonly pathname: string; readonly search: string }): string {
  const [path, query] = place.split("?");
  if (path !== desk || at.pathname !== desk) return place;
  const search = new URLSearchParams(at.search);
  for (const [name, value] of new URLSearchParams(query)) search.set(name, value);
  return search.size === 0 ? desk : `${desk}?${search}`;
}
