let business: string | null = null;

/** Practice begins at the business that was served: its books are others, its shop is the same. */
export function practise(served: string): void {
  business = served;
}

/** Where practice begins; null after a reload, where it begins as every counter does. */
export const practised = (): string | null => business;
