/** Texts of office screens that were written after the office had its Swahili. */
export const OFFICE_NEW = {
  "Needs a brand": "Inahitaji chapa",
  "Needs a size": "Inahitaji ukubwa",
  "Gas cylinders": "Mitungi ya gesi",
  "Name the gas above, sold by the kg, and say here which cylinders it goes out in.":
    "Taja gesi hapo juu, inayouzwa kwa kilo, na sema hapa inatoka katika mitungi gani.",
  "Refilled with {gas}. Remove what you do not trade in; count what stands there.":
    "Hujazwa {gas}. Ondoa usiyofanyia biashara; hesabu iliyopo.",
  "Full now": "Mijazo sasa",
  "Empty now": "Mitupu sasa",
  "Brand of cylinder {at}": "Chapa ya mtungi {at}",
  "Add a brand": "Ongeza chapa",
  "Kilograms in cylinder {at}": "Kilo za mtungi {at}",
  "Deposit of cylinder {at}": "Amana ya mtungi {at}",
  "Full ones of cylinder {at}": "Mijazo ya mtungi {at}",
  "Empty ones of cylinder {at}": "Mitupu ya mtungi {at}",
  "Go back to a copy": "Rudi kwenye nakala",
} as const;
