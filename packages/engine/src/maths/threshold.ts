/** Masks of the values on one side of a threshold. */

/** Returns 1 where the value is at least `threshold`, else 0. */
export function atLeast(values: Float32Array, threshold: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) mask[i] = values[i]! >= threshold ? 1 : 0;
  return mask;
}

/** Returns 1 where the value is at most `threshold`, else 0. */
export function atMost(values: Float32Array, threshold: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) mask[i] = values[i]! <= threshold ? 1 : 0;
  return mask;
}

/** Returns 1 where the value is less than `threshold`, else 0. */
export function below(values: Float32Array, threshold: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) mask[i] = values[i]! < threshold ? 1 : 0;
  return mask;
}
