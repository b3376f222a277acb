/** Text messages reach phones of the mainland alone. */
export const isMainlandPhone = (phone: string): boolean => /^1\d{10}$/.test(phone);
