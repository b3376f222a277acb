import { limitsFrom } from "@gradphoto/domain";
import { describe, expect, test } from "vitest";
import {
  faultOf,
  maxLimitValue,
  plainDigits,
  readLimitTrial,
  resultNoteOf,
} from "./tried-limit.ts";

describe("the trial of a limit", () => {
  test.each(["NaN", "Infinity", "-Infinity", "1e308", "1000000000", "many"])(
    "uses the current limit if the address contains %j, which the service would refuse",
    (failMin) => {
      const { tried, present, isChanged } = readLimitTrial({ check: "blur", failMin }, {});
      expect(tried).toEqual(present);
      expect(isChanged).toBe(false);
    },
  );

  test("accepts the largest value that the service accepts", () => {
    const { tried } = readLimitTrial({ check: "blur", failMin: String(-maxLimitValue) }, {});
    expect(tried).toEqual({ failMin: -maxLimitValue });
    expect(plainDigits(maxLimitValue)).toMatch(/^\d{9}$/);
  });

  test("compares with the limit configured by operators, not with that of the spec", () => {
    const set = { "chsi-blue:grayscale": { fail: { min: 10 }, warn: { min: 13 } } };
    const { present, isChanged } = readLimitTrial(
      { check: "grayscale", failMin: "10", warnMin: "13" },
      set,
    );
    expect(present).toEqual({ failMin: 10, warnMin: 13 });
    expect(isChanged).toBe(false);
    expect(limitsFrom(present)).toEqual(set["chsi-blue:grayscale"]);
    expect(readLimitTrial({ check: "grayscale", specId: "chsi-white" }, set).present).toEqual({
      failMin: 4,
      warnMin: 8,
    });
  });

  test("requires at least one end, and a lower end not above the upper one", () => {
    expect(faultOf({})).toBe("empty");
    expect(faultOf({ failMin: 300, failMax: 200 })).toBe("reversed");
    expect(faultOf({ warnMin: 2, warnMax: 1 })).toBe("reversed");
    expect(faultOf({ failMin: 200, failMax: 200 })).toBeNull();
    expect(faultOf({ warnMax: 1 })).toBeNull();
  });

  test("displays a note if the limit or the results are unchanged, or if an older limit judged some reports", () => {
    expect(resultNoteOf(false, 0)).toBe("unchanged");
    expect(resultNoteOf(false, 3)).toBe("judgedEarlier");
    expect(resultNoteOf(true, 0)).toBe("noChange");
    expect(resultNoteOf(true, 3)).toBeNull();
  });
});
