/** Phone numbers as students type them. */

/** Without blanks, hyphens and the country code. */
export const plainPhoneNumber = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\s-]/g, "")
    .replace(/^(\+|00)86/, "");

/** Of a mobile number of mainland China. */
export const mobileNumber = /^1[3-9]\d{9}$/;

/** Whether it can be sent a message. */
export const isMobileNumber = (text: string): boolean => mobileNumber.test(plainPhoneNumber(text));
