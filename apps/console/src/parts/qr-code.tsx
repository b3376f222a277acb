/** Text as a QR code, with the quiet zone that readers need. */
import { renderSVG } from "uqr";

export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <img
    className="console-qr"
    alt={label}
    data-address={text}
    src={`data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 4, ecc: "M" }))}`}
  />
);
