import type { BusinessDay } from "#shared/kernel/date.ts";

/** Of a fact that came from elsewhere: the day on which the centre posted its entry. */
export interface Elsewhere {
  readonly postedOn: BusinessDay | null;
}
