/** 扫码识别 on the web: the live camera reads the code by itself. */
import type { Phone } from "../phone.ts";
import { test } from "../test.ts";
import { newStudent, proveIdentity, walkToSchool } from "../walk.ts";

/** From now on the camera of this phone sees the picture. */
async function showToCamera({ page }: Phone, picture: Blob): Promise<void> {
  const address = `data:image/png;base64,${Buffer.from(await picture.arrayBuffer()).toString("base64")}`;
  await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = ${JSON.stringify(address)};
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 960;
    canvas.height = 720;
    const pen = canvas.getContext("2d");
    const draw = () => {
      pen.fillStyle = "#777";
      pen.fillRect(0, 0, 960, 720);
      pen.drawImage(image, 280, 160, 400, 400);
    };
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  }`);
}

test("the live camera reads the collection code by itself", async ({ phone, world }) => {
  await walkToSchool(phone, world);
  const chsi = await newStudent(world);
  await showToCamera(phone, await world.codePicture({ studentId: chsi.id }));
  await phone.tap("scan");
  await proveIdentity(phone, chsi);
});

test("a camera that may not be used leads to a picture of the code", async ({ phone, world }) => {
  await walkToSchool(phone, world);
  const chsi = await newStudent(world);
  await phone.page.evaluate(
    "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))",
  );
  await phone.tap("scan");
  await phone.see(/无法打开摄像头/);
  await phone.give("scan-picture", await world.codePicture({ studentId: chsi.id }), "code.png");
  await proveIdentity(phone, chsi);
});
