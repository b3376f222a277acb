/** Text messages reach only mainland phone numbers. */
export const isMainlandPhone = (phone: string): boolean => /^1\d{10}$/.test(phone);
