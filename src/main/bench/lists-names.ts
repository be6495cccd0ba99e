const FIRST = ["Achieng", "Barasa", "Chebet", "Kamau", "Mutiso", "Njeri", "Otieno", "Wanjiru"];
const LAST = ["Kariuki", "Kiprono", "Maina", "Mwangi", "Ndungu", "Odhiambo", "Were", "Wekesa"];
export const nameOf = (n: number): string =>
  `${FIRST[n % FIRST.length]} ${LAST[(n >> 3) % LAST.length]} ${String(n).padStart(6, "0")}`;
export const phoneOf = (n: number): string => `07${String(10_000_000 + n)}`;
export const itemName = (n: number): string => `Item ${String(n).padStart(6, "0")} ${FIRST[n % 8]}`;
export const mpesaCode = (n: number): string => `TK${String(n).padStart(8, "0")}`;
