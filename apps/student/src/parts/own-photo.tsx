/** Picture of the service in a frame, fetched with the session. */
import { useOwnPicture } from "../service/own-picture.ts";
import { FramedPhoto, type FramedPhotoProps } from "./framed-photo.tsx";

interface OwnPhotoProps extends Omit<FramedPhotoProps, "src"> {
  /** Path as the service returns it. */
  readonly path: string;
}

export const OwnPhoto = ({ path, ...rest }: OwnPhotoProps) => <FramedPhoto src={useOwnPicture(path)} {...rest} />;
