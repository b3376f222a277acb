/** Icon in the colour of the surrounding text; hidden from screen readers, which read the adjacent text. */
import { type IconName, iconAddress } from "../drawings/icons.ts";

export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  const image = `url("${iconAddress(name)}")`;
  return (
    <span
      className={small ? "icon icon--small" : "icon"}
      style={{ maskImage: image, WebkitMaskImage: image }}
      aria-hidden="true"
    />
  );
}
