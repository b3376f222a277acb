/** One observable value shared by several pages. */
import { useSyncExternalStore } from "react";

export interface State<Value> {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  /** Hook that returns the value and rerenders on change. */
  readonly use: () => Value;
}

export function createState<Value>(first: Value): State<Value> {
  let value = first;
  const followers = new Set<() => void>();
  const read = () => value;
  const follow = (follower: () => void) => {
    followers.add(follower);
    return () => followers.delete(follower);
  };
  return {
    read,
    write: (next) => {
      value = next;
      for (const follower of followers) follower();
    },
    use: () => useSyncExternalStore(follow, read, read),
  };
}
