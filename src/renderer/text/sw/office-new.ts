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
  "{name} owes KES {amount} for more than {days} days.":
    "{name} anadaiwa KES {amount} kwa zaidi ya siku {days}.",
  "{count} customers owe KES {amount} for more than {days} days.":
    "Wateja {count} wanadaiwa KES {amount} kwa zaidi ya siku {days}.",
  "{business}: {licence} ended on {day}.": "{business}: {licence} iliisha {day}.",
  "{business}: {licence} ends on {day}.": "{business}: {licence} itaisha {day}.",
  "Renew it, and write its new day into the settings":
    "Ihuishe, kisha andika siku yake mpya katika mipangilio",
  "{business}: the drawer of till {till} holds KES {amount}.":
    "{business}: droo ya till {till} ina KES {amount}.",
  "Take some to the safe, at the till": "Peleka nyingine kwenye sefu, ukiwa kwenye till",
  "M-Pesa code not seen, days": "Msimbo wa M-Pesa haujaonekana, siku",
  "Owed on account, days": "Deni kwenye akaunti, siku",
  "Before a batch expires, days": "Kabla bidhaa kuisha muda, siku",
  "Before a cylinder's test, days": "Kabla ya kupima mtungi, siku",
  "Before a licence ends, days": "Kabla leseni kuisha, siku",
  "Shift still open, hours": "Zamu bado wazi, saa",
  "Not at the centre, hours": "Haijafika kwenye kituo, saa",
  "Most cash in one drawer": "Pesa taslimu nyingi zaidi katika droo moja",
  "Told when it has lasted so long, or comes so soon":
    "Husemwa inapodumu muda huu, au ikikaribia hivi",
  "Licences and certificates": "Leseni na vyeti",
  "Licence {at}": "Leseni {at}",
  "LPG retail licence, fire certificate …": "Leseni ya kuuza gesi, cheti cha moto …",
  "Each name once": "Kila jina mara moja",
  "Last day of licence {at}": "Siku ya mwisho ya leseni {at}",
  "Add a licence": "Ongeza leseni",
} as const;
