/** Camera that shows a portrait nearer, farther, aside or darker. The scene can change while it runs. */
import type { Phone } from "./phone.ts";

/** Position of the square portrait in the camera's picture, in parts of its width. */
export interface Scene {
  readonly size: number;
  readonly left: number;
  readonly top: number;
  /** Light from 0, dark, to 1, unchanged. */
  readonly light: number;
}

const widthPx = 1080;
const heightPx = 1440;

/** Scene with the head in the outline. */
export const wellPlaced: Scene = { size: 1.2, left: -0.1, top: 0.1333, light: 1 };
/** Scene with a head that fills the picture. */
export const tooNear: Scene = { size: 1.5, left: -0.25, top: 0, light: 1 };

const setScene = (scene: Scene): string => `window.cameraScene = ${JSON.stringify(scene)};`;

/** Replaces the camera, also after reloads, by a rear lens with this scene. */
export async function showSceneToCamera(
  { page }: Phone,
  portrait: Blob,
  scene: Scene,
): Promise<void> {
  const address = `data:image/jpeg;base64,${Buffer.from(await portrait.arrayBuffer()).toString("base64")}`;
  const script = `${setScene(scene)}
  navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = ${JSON.stringify(address)};
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = ${widthPx};
    canvas.height = ${heightPx};
    const pen = canvas.getContext("2d");
    const draw = () => {
      const { size, left, top, light } = window.cameraScene;
      pen.fillStyle = "#000";
      pen.fillRect(0, 0, ${widthPx}, ${heightPx});
      pen.globalAlpha = light;
      pen.drawImage(image, left * ${widthPx}, top * ${widthPx}, size * ${widthPx}, size * ${widthPx});
      pen.globalAlpha = 1;
    };
    draw();
    setInterval(draw, 40);
    const stream = canvas.captureStream(25);
    const [track] = stream.getVideoTracks();
    track.getSettings = () => ({ facingMode: "environment" });
    return stream;
  };`;
  await page.addInitScript(script);
  await page.evaluate(script);
}

export const changeScene = ({ page }: Phone, scene: Scene): Promise<void> =>
  page.evaluate(setScene(scene));
