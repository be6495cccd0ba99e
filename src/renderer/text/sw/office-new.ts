/** Texts of office screens that were written after the office had its Swahili. */
export const OFFICE_NEW = {} as const;
