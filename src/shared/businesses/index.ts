import { laundry } from "./laundry.ts";
import { retail } from "./retail.ts";
import { water } from "./water.ts";

/** The owner's three businesses as data; a fourth is a row made in the office, not code. */
export const templates = { WATER: water, LAUNDRY: laundry, RETAIL: retail } as const;
