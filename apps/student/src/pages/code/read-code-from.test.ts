import { beforeEach, expect, test, vi } from "vitest";

const picture = { url: "blob:1", bytes: 10 };
const platform = { pickPicture: vi.fn(), readCodeIn: vi.fn() };
const call = vi.fn();
vi.mock("../../platform/index.ts", () => ({ platform }));
vi.mock("../../service/call.ts", () => ({ call }));
const { readCodeFrom } = await import("./read-code-from.ts");

beforeEach(() => {
  vi.resetAllMocks();
  platform.pickPicture.mockResolvedValue(picture);
});

test("does not send a picture whose code the device can read", async () => {
  platform.readCodeIn.mockResolvedValue("GPC1.a");
  expect(await readCodeFrom("album", () => {})).toBe("GPC1.a");
  expect(call).not.toHaveBeenCalled();
});

test("sends the picture to the service if the device reads no code, and returns the service's refusal", async () => {
  platform.readCodeIn.mockResolvedValue(null);
  call.mockResolvedValueOnce({ ok: true, value: { text: "GPC1.b" } });
  expect(await readCodeFrom("album", () => {})).toBe("GPC1.b");
  const problem = { code: "code-unreadable" };
  call.mockResolvedValueOnce({ ok: false, problem });
  expect(await readCodeFrom("camera", () => {})).toBe(problem);
});

test("returns nothing and shows no progress if no picture is selected", async () => {
  platform.pickPicture.mockResolvedValue(null);
  const reading = vi.fn();
  expect(await readCodeFrom("album", reading)).toBeNull();
  expect(reading).not.toHaveBeenCalled();
});
