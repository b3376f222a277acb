/** The product's name, in one place. */
export const brand = { zh: "毕业证照", en: "GradPhoto" } as const;
