/** Generates deterministic inputs that look like blurred pictures, for tests only. */
import { valueCount } from "../../../packages/networks/src/graph.ts";

const wavesPerChannel = 4;

/**
 * Returns values in `low`..`high` for a shape (1, height, width, channels): a few random waves per channel, fixed by
 * `seed`.
 */
export function smoothInput(
  shape: readonly number[],
  [low, high]: readonly [number, number],
  seed: number,
): Float32Array {
  const [, height = 1, width = 1, channels = 1] = shape;
  const random = lehmerGenerator(seed);
  const waves = Array.from({ length: channels }, () =>
    Array.from({ length: wavesPerChannel }, () => ({
      cyclesDown: 6 * random(),
      cyclesAcross: 6 * random(),
      phase: 2 * Math.PI * random(),
    })),
  );
  const values = new Float32Array(valueCount(shape));
  let position = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (const channelWaves of waves) {
        const sum = channelWaves.reduce(
          (total, { cyclesDown, cyclesAcross, phase }) =>
            total +
            Math.sin(
              2 * Math.PI * ((cyclesDown * y) / height + (cyclesAcross * x) / width) + phase,
            ),
          0,
        );
        values[position++] = low + ((high - low) * (sum / wavesPerChannel + 1)) / 2;
      }
    }
  }
  return values;
}

/** Generates uniform numbers in 0..1 (Lehmer's generator with the constants of Park and Miller, 1988). */
function lehmerGenerator(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  let state = seed;
  return () => {
    state = (state * 16807) % modulus;
    return state / modulus;
  };
}
