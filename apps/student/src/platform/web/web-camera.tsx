/** What the rear camera of the browser sees, and a picture of it. */
import { cameraFrame, type LiveCameraProps } from "../camera-frame.ts";
import { useRearCamera } from "../rear-camera.ts";

/** The largest picture the camera gives. */
const size = { widthPx: 2560, heightPx: 1920 };
const jpegQuality = 0.95;

export function WebCamera({ onPicture, children }: LiveCameraProps) {
  const { video, state, lens } = useRearCamera(size);
  const shoot = () => {
    if (!video.current || lens === null) return;
    const { videoWidth, videoHeight } = video.current;
    const canvas = document.createElement("canvas");
    canvas.width = videoWidth;
    canvas.height = videoHeight;
    canvas.getContext("2d")?.drawImage(video.current, 0, 0);
    canvas.toBlob(
      (blob) => onPicture(blob && { url: URL.createObjectURL(blob), bytes: blob.size }, lens),
      "image/jpeg",
      jpegQuality,
    );
  };
  const view = (
    <>
      <video ref={video} className="camera__video" playsInline muted />
      <img className="camera__guide" src={cameraFrame} alt="" />
    </>
  );
  return children({ view, state, lens, shoot });
}
