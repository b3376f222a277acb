/** A page of a list as routes ask for it. */
import type { ListPage } from "./data-list.tsx";

export const pageQuery = ({ limit, after }: Pick<ListPage, "limit" | "after">) => ({
  limit,
  ...(after !== undefined && { after }),
});
