/** One value that several pages read and follow. */
import { useSyncExternalStore } from "react";

export interface State<Value> {
  readonly read: () => Value;
  readonly write: (value: Value) => void;
  /** The value, with a new drawing whenever it changes. */
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
