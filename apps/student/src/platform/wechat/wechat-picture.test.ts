import sharp from "sharp";
import { beforeEach, expect, test, vi } from "vitest";

const files = new Map<string, Uint8Array>();
const compressions: string[] = [];
const storage = { isFull: false };
const chosen = { path: "wxfile://tmp/photo.jpg", size: 0 };

interface Read {
  readonly filePath: string;
  readonly success: (answer: { readonly data: ArrayBuffer }) => void;
  readonly fail: (error: object) => void;
}
interface Write {
  readonly filePath: string;
  readonly data: ArrayBuffer;
  readonly success: () => void;
  readonly fail: (error: object) => void;
}

vi.mock("@tarojs/taro", () => ({
  default: {
    env: { USER_DATA_PATH: "wxfile://usr" },
    chooseMedia: async () => ({ tempFiles: [{ tempFilePath: chosen.path, size: chosen.size }] }),
    compressImage: async ({ src }: { readonly src: string }) => {
      compressions.push(`compress ${src}`);
      files.set("wxfile://tmp/smaller.jpg", new Uint8Array(2_000_000));
      return { tempFilePath: "wxfile://tmp/smaller.jpg" };
    },
    getFileSystemManager: () => ({
      readFile: ({ filePath, success, fail }: Read) => {
        const file = files.get(filePath);
        if (file) success({ data: file.slice().buffer });
        else fail({ errMsg: "readFile:fail no such file" });
      },
      writeFile: ({ filePath, data, success, fail }: Write) => {
        if (storage.isFull) return fail({ errMsg: "writeFile:fail no room" });
        files.set(filePath, new Uint8Array(data));
        success();
      },
      unlink: ({ filePath }: { readonly filePath: string }) => void files.delete(filePath),
    }),
  },
}));
const { pickPicture, shelf, takenPicture, turnPicture } = await import("./wechat-picture.ts");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  files.clear();
  storage.isFull = false;
  compressions.length = 0;
});

test("compresses a photo only if it exceeds the service's limit", async () => {
  chosen.size = 9_000_000;
  expect(await pickPicture("album")).toEqual({ url: chosen.path, bytes: 9_000_000 });
  expect(compressions).toEqual([]);
  chosen.size = 11_000_000;
  expect(await pickPicture("album")).toEqual({ url: "wxfile://tmp/smaller.jpg", bytes: 2_000_000 });
  expect(compressions).toEqual([`compress ${chosen.path}`]);
});

test("compresses a photo from the camera page too, and returns nothing for a deleted file", async () => {
  files.set("wxfile://tmp/taken.png", new Uint8Array(11_000_000));
  expect(await takenPicture("wxfile://tmp/taken.png")).toEqual({
    url: "wxfile://tmp/smaller.jpg",
    bytes: 2_000_000,
  });
  files.set("wxfile://tmp/taken.png", new Uint8Array(5_000_000));
  expect(await takenPicture("wxfile://tmp/taken.png")).toEqual({
    url: "wxfile://tmp/taken.png",
    bytes: 5_000_000,
  });
  expect(await takenPicture("wxfile://gone")).toBeNull();
});

test("rotates a photo into a new file, and returns nothing for another format or a deleted file", async () => {
  const create = { width: 30, height: 20, channels: 3, background: "#876" } as const;
  files.set(chosen.path, new Uint8Array(await sharp({ create }).jpeg().toBuffer()));
  const turned = await turnPicture({ url: chosen.path, bytes: 1 });
  const file = files.get(turned?.url ?? "");
  expect(file?.length).toBe(turned?.bytes);
  expect((await sharp(file).metadata()).orientation).toBe(6);
  vi.advanceTimersByTime(1000);
  const repeated = turned && (await turnPicture(turned));
  expect((await sharp(files.get(repeated?.url ?? "")).metadata()).orientation).toBe(3);
  expect([...files.keys()]).toEqual([chosen.path, repeated?.url]);
  files.set(chosen.path, new Uint8Array(await sharp({ create }).png().toBuffer()));
  expect(await turnPicture({ url: chosen.path, bytes: 1 })).toBeNull();
  expect(await turnPicture({ url: "wxfile://gone", bytes: 1 })).toBeNull();
});

test("stores a picture as the app's own file until it is dropped", async () => {
  files.set(chosen.path, new Uint8Array(3));
  expect(await shelf.put("a", { url: chosen.path, bytes: 3 })).toBe(true);
  files.delete(chosen.path);
  expect(await shelf.lend("a", async (picture) => picture)).toEqual({
    url: "wxfile://usr/shelf-a.jpg",
    bytes: 3,
  });
  await shelf.drop("a");
  expect(files.size).toBe(0);
  expect(await shelf.lend("a", async (picture) => picture)).toBeNull();
});

test("lends WeChat's temporary file if storage is full, and reports that the picture is not stored", async () => {
  files.set(chosen.path, new Uint8Array(3));
  storage.isFull = true;
  const picture = { url: chosen.path, bytes: 3 };
  expect(await shelf.put("b", picture)).toBe(false);
  expect(await shelf.lend("b", async (lent) => lent)).toEqual(picture);
  await shelf.drop("b");
  expect(await shelf.lend("b", async (lent) => lent)).toBeNull();
});
