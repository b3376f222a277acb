/** Debounced value: typed text is queried once typing pauses. */
import { useEffect, useState } from "react";

const pauseMs = 300;

export function useDebouncedValue<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
