import { expect, test } from "vitest";
import { forEachChunk } from "./for-each-chunk.ts";

const pieceBytes = 256 * 1024;

test("concurrent callers together process only a few chunks per round of the event loop", async () => {
  let rounds = 0;
  let isDone = false;
  const look = () => {
    rounds += 1;
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  const perRound = new Map<number, number>();
  const use = () => void perRound.set(rounds, (perRound.get(rounds) ?? 0) + 1);
  await Promise.all(
    Array.from({ length: 10 }, () => forEachChunk(new Uint8Array(6 * pieceBytes), use)),
  );
  isDone = true;
  expect([...perRound.values()].reduce((sum, count) => sum + count)).toBe(60);
  expect(Math.max(...perRound.values())).toBeLessThanOrEqual(4);
});

test("a caller that throws does not block the others, and each caller gets its chunks in order", async () => {
  const broken = forEachChunk(new Uint8Array(3 * pieceBytes), () => {
    throw new Error("no");
  });
  const places: number[] = [];
  const full = forEachChunk(
    new Uint8Array(2.5 * pieceBytes),
    (piece, at) => void places.push(at, piece.length),
  );
  await expect(broken).rejects.toThrow("no");
  await full;
  expect(places).toEqual([0, pieceBytes, pieceBytes, pieceBytes, 2 * pieceBytes, pieceBytes / 2]);
});
