/** Text as a QR code. */
import { svgAddress } from "@gradphoto/domain";
import { renderSVG } from "uqr";

export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <img
    className="qr"
    data-address={text}
    src={svgAddress(renderSVG(text, { border: 3, ecc: "M" }))}
    alt={label}
  />
);
