import { describe, expect, test } from "vitest";
import { faultOf, limitsFrom, maxLimitValue, plainDigits, readLimitTrial, resultNoteOf } from "./tried-limit.ts";

describe("the limit that is tried", () => {
  test.each(["NaN", "Infinity", "-Infinity", "1e308", "1000000000", "many"])(
    "is the one in force where the address says %j, which the service would not take",
    (failMin) => {
      const { tried, present, isChanged } = readLimitTrial({ check: "blur", failMin }, {});
      expect(tried).toEqual(present);
      expect(isChanged).toBe(false);
    },
  );

  test("goes as far as the service takes it", () => {
    const { tried } = readLimitTrial({ check: "blur", failMin: String(-maxLimitValue) }, {});
    expect(tried).toEqual({ failMin: -maxLimitValue });
    expect(plainDigits(maxLimitValue)).toMatch(/^\d{9}$/);
  });

  test("stands beside the one that operators have set, not that of the spec", () => {
    const set = { "chsi-blue:grayscale": { fail: { min: 10 }, warn: { min: 13 } } };
    const { present, isChanged } = readLimitTrial({ check: "grayscale", failMin: "10", warnMin: "13" }, set);
    expect(present).toEqual({ failMin: 10, warnMin: 13 });
    expect(isChanged).toBe(false);
    expect(limitsFrom(present)).toEqual(set["chsi-blue:grayscale"]);
    expect(readLimitTrial({ check: "grayscale", specId: "chsi-white" }, set).present).toEqual({
      failMin: 4,
      warnMin: 8,
    });
  });

  test("has at least one end, and no lower end above its upper one", () => {
    expect(faultOf({})).toBe("empty");
    expect(faultOf({ failMin: 300, failMax: 200 })).toBe("reversed");
    expect(faultOf({ warnMin: 2, warnMax: 1 })).toBe("reversed");
    expect(faultOf({ failMin: 200, failMax: 200 })).toBeNull();
    expect(faultOf({ warnMax: 1 })).toBeNull();
  });

  test("is said to change nothing only where nothing changes: reports may have been judged by an earlier one", () => {
    expect(resultNoteOf(false, 0)).toBe("unchanged");
    expect(resultNoteOf(false, 3)).toBe("judgedEarlier");
    expect(resultNoteOf(true, 0)).toBe("noChange");
    expect(resultNoteOf(true, 3)).toBeNull();
  });
});
