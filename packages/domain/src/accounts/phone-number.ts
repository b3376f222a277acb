/** Phone number parsing for input typed by students. */

/** Removes spaces, hyphens and the country code. */
export const plainPhoneNumber = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s-]/g, "")
    .replace(/^(\+|00)86/, "");

/** Pattern of a mobile number of mainland China. */
export const mobileNumber = /^1[3-9]\d{9}$/;

/** Returns true if the number can receive a text message. */
export const isMobileNumber = (text: string): boolean => mobileNumber.test(plainPhoneNumber(text));
