/** Icons on a 24-px grid with one line width, in the colour of the surrounding text. */
import { svgAddress } from "@gradphoto/domain";

const lines = {
  back: '<path d="M15 5l-7 7 7 7"/>',
  next: '<path d="M9 5l7 7-7 7"/>',
  close: '<path d="M6 6l12 12M18 6L6 18"/>',
  settings:
    '<circle cx="6" cy="7" r="2"/><circle cx="16" cy="12" r="2"/><circle cx="9" cy="17" r="2"/><path d="M8 7h12M4 7h0M4 12h10M18 12h2M4 17h3M11 17h9"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.2"/>',
  warning: '<path d="M12 4L2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17v.2"/>',
  success: '<circle cx="12" cy="12" r="9"/><path d="M8 12.3l3 3 5.2-5.8"/>',
  danger: '<circle cx="12" cy="12" r="9"/><path d="M9 9l6 6M15 9l-6 6"/>',
  camera: '<path d="M4 8h3.5l1.5-2.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13.2" r="3.5"/>',
  album:
    '<rect x="3.5" y="5" width="17" height="14" rx="1.5"/><circle cx="9" cy="10" r="1.6"/><path d="M4 17l5-4.5 3.5 3 3.5-3.5 4.5 4.5"/>',
  scan: '<path d="M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 12h10"/>',
  phone:
    '<path d="M6 3.5h3l1.5 4.5-2 1.5a11 11 0 0 0 6 6l1.5-2 4.5 1.5v3c0 1-1 2-2 2C10.5 20 4 13.5 4 5.5c0-1 1-2 2-2z"/>',
  helper:
    '<circle cx="8.5" cy="8" r="3"/><path d="M3 19c.5-4 2.5-6 5.5-6s5 2 5.5 6"/><rect x="16" y="9" width="5" height="9" rx="1"/>',
  compare: '<path d="M9 7l-4 5 4 5M15 7l4 5-4 5"/>',
  download: '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
  turn: '<path d="M19 12a7 7 0 1 1-2.2-5.1"/><path d="M19.5 3v4.5H15"/>',
  sound:
    '<path d="M4 10v4h3.5l4.5 4V6L7.5 10z"/><path d="M15.5 9.5a3.5 3.5 0 0 1 0 5M18 7a7 7 0 0 1 0 10"/>',
  silent: '<path d="M4 10v4h3.5l4.5 4V6L7.5 10z"/><path d="M16 9.5l5 5M21 9.5l-5 5"/>',
  search: '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
} as const;

export type IconName = keyof typeof lines;

const iconAddress = (name: IconName): string =>
  svgAddress(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${lines[name]}</svg>`,
  );

/** Hidden from screen readers, which read the adjacent text. */
export function Icon({
  name,
  small = false,
}: {
  readonly name: IconName;
  readonly small?: boolean;
}) {
  const image = `url("${iconAddress(name)}")`;
  return (
    <span
      className={small ? "icon icon--small" : "icon"}
      style={{ maskImage: image, WebkitMaskImage: image }}
      aria-hidden="true"
    />
  );
}
