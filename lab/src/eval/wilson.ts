/** How sure a share is that was counted on few: Wilson's score interval (Wilson 1927) at 95 %. */

const z = 1.96;

/** Both ends in 0..1; the whole range when nothing was counted. */
export function wilsonInterval(count: number, of: number): readonly [low: number, high: number] {
  if (of === 0) return [0, 1];
  const share = count / of;
  const spread = z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const middle = share + z ** 2 / (2 * of);
  const whole = 1 + z ** 2 / of;
  return [Math.max(0, (middle - spread) / whole), Math.min(1, (middle + spread) / whole)];
}
