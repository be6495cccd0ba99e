/** What waits for the owner, and the standing checks of the books. */
export const ALERTS = {
  "Debits equal credits, in total and in each business.":
    "Debiti na krediti ni sawa, kwa jumla na katika kila biashara.",
  "Between businesses": "Kati ya biashara",
  "What businesses owe each other cancels out.": "Madeni kati ya biashara yanafutana.",
  "Each inventory account equals the cost of the stock in it.":
    "Kila akaunti ya bidhaa ni sawa na gharama ya bidhaa zilizomo.",
  "Customers, suppliers, drawers": "Wateja, wasambazaji, droo",
  "Each control account equals the sum of its customers, suppliers or drawers.":
    "Kila akaunti kuu ni sawa na jumla ya wateja, wasambazaji au droo zake.",
  Chain: "Mnyororo",
  "The last fact hangs on the one before it.": "Kumbukumbu ya mwisho imefungwa kwa iliyotangulia.",
  "Running balances": "Salio endelevu",
  "Each month of each account is the sum of its days.":
    "Kila mwezi wa kila akaunti ni jumla ya siku zake.",
  "It does not: {detail}": "Si sawa: {detail}",
  "{check}: the books differ. {detail}": "{check}: vitabu vinatofautiana. {detail}",
  "See every check; keep a copy of the file": "Angalia kila ukaguzi; weka nakala ya faili",
  "See what to do about each, and settle it": "Angalia la kufanya kwa kila moja, na uimalize",
  "One fact of another till cannot be read by this program yet.":
    "Kumbukumbu moja ya kaunta nyingine bado haisomeki na programu hii.",
  "{count} facts of other tills cannot be read by this program yet.":
    "Kumbukumbu {count} za kaunta nyingine bado hazisomeki na programu hii.",
  "Bring this program up to date": "Sasisha programu hii",
  "One fact of this till is not at the centre, for more than {hours} hours.":
    "Kumbukumbu moja ya kaunta hii haijafika kituo kikuu, kwa zaidi ya saa {hours}.",
  "{count} facts of this till are not at the centre, for more than {hours} hours.":
    "Kumbukumbu {count} za kaunta hii hazijafika kituo kikuu, kwa zaidi ya saa {hours}.",
  "Bring this till online": "Unganisha kaunta hii mtandaoni",
  "The centre has one act of this till and does not count it yet.":
    "Kituo kikuu kina tendo moja la kaunta hii na bado hakilihesabu.",
  "The centre has {count} acts of this till and does not count them yet.":
    "Kituo kikuu kina matendo {count} ya kaunta hii na bado hakiyahesabu.",
  "The centre has one act of till {till} and does not count it yet.":
    "Kituo kikuu kina tendo moja la kaunta {till} na bado hakilihesabu.",
  "The centre has {count} acts of till {till} and does not count them yet.":
    "Kituo kikuu kina matendo {count} ya kaunta {till} na bado hakiyahesabu.",
  "See at the office, under Tills, what each lacks":
    "Angalia ofisini, kwenye Kaunta, kila moja linakosa nini",
  "Held back at the centre: {held} · tell the office":
    "Yaliyozuiwa kituo kikuu: {held} · ambia ofisi",
  "This till has not reached the centre since {since}, for more than {hours} hours.":
    "Kaunta hii haijafika kituo kikuu tangu {since}, kwa zaidi ya saa {hours}.",
  "Bring it online: prices and goods of the office do not arrive":
    "Iunganishe mtandaoni: bei na bidhaa za ofisi hazifiki",
  "Till {till} was last heard of {since}, more than {hours} hours ago.":
    "Kaunta {till} ilisikika mara ya mwisho {since}, zaidi ya saa {hours} zilizopita.",
  "See whether it is on and online; what it sells stays on it":
    "Angalia kama imewashwa na iko mtandaoni; inachouza kinabaki humo",
  "Till {till}: its books are not those that the centre has of it.":
    "Kaunta {till}: vitabu vyake si vile ambavyo kituo kikuu kinavyo.",
  "Stop selling there, and have its disk looked at":
    "Acha kuuza huko, na diski yake ikaguliwe na fundi",
  "Tell the office, which decides under Tills": "Ambia ofisi, ambayo huamua kwenye Kaunta",
  "Read what happened, and decide": "Soma kilichotokea, na uamue",
  "This till was put back to an earlier state. Nothing is lost.":
    "Kaunta hii ilirudishwa kwenye hali ya awali. Hakuna kilichopotea.",
  "There are two copies of this till. What one of them sold is not counted yet.":
    "Kuna nakala mbili za kaunta hii. Kilichouzwa na moja yazo bado hakijahesabiwa.",
  "One number of this till stands for two different acts.":
    "Nambari moja ya kaunta hii inasimamia matendo mawili tofauti.",
  "Till {till} was put back to an earlier state. Nothing is lost.":
    "Kaunta {till} ilirudishwa kwenye hali ya awali. Hakuna kilichopotea.",
  "Two copies of till {till} went on, or it was put back to an earlier day.":
    "Nakala mbili za kaunta {till} ziliendelea, au ilirudishwa kwenye siku ya awali.",
  "One number of till {till} stands for two different acts.":
    "Nambari moja ya kaunta {till} inasimamia matendo mawili tofauti.",
  "The centre was never backed up, and is more than {days} days old.":
    "Kituo kikuu hakijawahi kuwekewa nakala ya akiba, na kina zaidi ya siku {days}.",
  "The centre was last backed up {last}, more than {days} days ago.":
    "Nakala ya akiba ya mwisho ya kituo kikuu ni ya {last}, zaidi ya siku {days} zilizopita.",
  "Have “tomtin central backup” run every night":
    "Panga “tomtin central backup” ifanyike kila usiku",
  "{count} for {days} days or more": "{count} kwa siku {days} au zaidi",
  "There is no copy of the books: what this computer loses is lost.":
    "Hakuna nakala ya vitabu: kompyuta hii ikipoteza, vimepotea.",
  "The last good copy of the books is of {day}.": "Nakala nzuri ya mwisho ya vitabu ni ya {day}.",
  "Choose a folder and copy them": "Chagua folda na uvinakili",
  "{place} is below zero by KES {amount}.": "{place} iko chini ya sifuri kwa KES {amount}.",
  "Find what was recorded twice, or not at all":
    "Tafuta kilichoandikwa mara mbili, au kisichoandikwa",
  "KES {amount} is on its way: {place}.": "KES {amount} ziko njiani: {place}.",
  "Record it when it has arrived": "Andika zikifika",
  "{business}: by the books the safe holds KES {amount} less than nothing.":
    "{business}: kwa vitabu, sefu iko chini ya sifuri kwa KES {amount}.",
  "{business}: by the books the drawer of till {till} holds KES {amount} less than nothing.":
    "{business}: kwa vitabu, droo ya kaunta {till} iko chini ya sifuri kwa KES {amount}.",
  "Count it, and correct the books": "Ihesabu, na usahihishe vitabu",
  "KES {amount} came by M-Pesa and belongs to no sale yet.":
    "KES {amount} zimekuja kwa M-Pesa na bado si za mauzo yoyote.",
  "Say whose it is, or send it back": "Sema ni za nani, au zirudishe",
  "One M-Pesa code, KES {amount}, claimed for more than {days} days and on no statement.":
    "Msimbo mmoja wa M-Pesa, KES {amount}, haujathibitishwa kwa zaidi ya siku {days}.",
  "{count} M-Pesa codes, KES {amount} together, claimed for more than {days} days and on no statement.":
    "Misimbo {count} ya M-Pesa, jumla KES {amount}, haijathibitishwa kwa zaidi ya siku {days}.",
  "Compare them with the statement": "Linganisha na taarifa",
  "One item sold beyond what is there.": "Bidhaa moja imeuzwa kupita zilizopo.",
  "{count} items sold beyond what is there.": "Bidhaa {count} zimeuzwa kupita zilizopo.",
  "Record the delivery, or count": "Andika zilizoletwa, au hesabu",
  "One item at or below the reorder level.": "Bidhaa moja imefika kiwango cha kuagiza.",
  "{count} items at or below the reorder level.": "Bidhaa {count} zimefika kiwango cha kuagiza.",
  "Order more": "Agiza zaidi",
  "Sold for less than the last delivery cost: {names}.":
    "Zinauzwa chini ya gharama ya mwisho ya kuletwa: {names}.",
  "Sold for less than the last delivery cost: {names} and {more} more.":
    "Zinauzwa chini ya gharama ya mwisho ya kuletwa: {names} na nyingine {more}.",
  "Change the price": "Badilisha bei",
  "One batch on the shelf expired: {item} on {day}.":
    "Bechi moja rafuni imeisha muda: {item}, {day}.",
  "{count} batches on the shelf expired, the first {item} on {day}.":
    "Bechi {count} rafuni zimeisha muda, ya kwanza {item}, {day}.",
  "One batch on the shelf will expire: {item} on {day}.":
    "Bechi moja rafuni itaisha muda: {item}, {day}.",
  "{count} batches on the shelf will expire, the first {item} on {day}.":
    "Bechi {count} rafuni zitaisha muda, ya kwanza {item}, {day}.",
  "Write them off": "Zifute",
  "Sell them first": "Ziuze kwanza",
  "{name} owes KES {owed}; the limit is KES {limit}.":
    "{name} anadaiwa KES {owed}; kikomo ni KES {limit}.",
  "Ask for payment, or raise it": "Dai malipo, au ongeza kikomo",
  "{count} customers owe more than their limit.": "Wateja {count} wanadaiwa kupita kikomo chao.",
  "One cylinder due for a test within {days} days.":
    "Mtungi mmoja unahitaji kupimwa ndani ya siku {days}.",
  "{count} cylinders due for a test within {days} days.":
    "Mitungi {count} inahitaji kupimwa ndani ya siku {days}.",
  "One cylinder overdue for its test.": "Mtungi mmoja umepita muda wa kupimwa.",
  "{count} cylinders due for a test within {days} days, {past} of them overdue.":
    "Mitungi {count} inahitaji kupimwa ndani ya siku {days}, {past} kati yake imepita muda.",
  "One cylinder is set aside for more than {days} days.":
    "Mtungi mmoja umetengwa kwa zaidi ya siku {days}.",
  "{count} cylinders are set aside for more than {days} days.":
    "Mitungi {count} imetengwa kwa zaidi ya siku {days}.",
  "Give them back to the supplier, release them or write them off":
    "Irudishe kwa msambazaji, iachilie au ifute",
  "Out of sale until tested": "Usiiuze, ipeleke ikapimwe",
  "One job ready and not fetched for long": "Kazi moja iko tayari na haijachukuliwa kwa muda mrefu",
  "{count} jobs ready and not fetched for long":
    "Kazi {count} ziko tayari na hazijachukuliwa kwa muda mrefu",
  "Call the customers": "Wapigie wateja simu",
  "One job fetched and still owed": "Kazi moja imechukuliwa na bado ina deni",
  "{count} jobs fetched and still owed": "Kazi {count} zimechukuliwa na bado zina deni",
  "Ask for payment": "Dai malipo",
  "One job promised and not ready": "Kazi moja imepita muda ulioahidiwa na haiko tayari",
  "{count} jobs promised and not ready": "Kazi {count} zimepita muda ulioahidiwa na haziko tayari",
  "Do them first, or call the customers": "Zifanye kwanza, au wapigie wateja simu",
  "{business}: the shift of {day} at till {till} is still open.":
    "{business}: zamu ya {day} kwenye kaunta {till} bado iko wazi.",
  "Count it and close it at the till": "Ihesabu na uifunge kwenye kaunta",
  "{business}: the drawer was KES {amount} short on {day}.":
    "{business}: droo ilipungua KES {amount} tarehe {day}.",
  "{business}: the drawer was KES {amount} over on {day}.":
    "{business}: droo ilizidi KES {amount} tarehe {day}.",
  "Ask the cashier; see the Z": "Muulize keshia; angalia Z",
  "{text}; KES {due} is due.": "{text}; deni ni KES {due}.",
  "Customers changed at two tills that did not know of each other: {count}.":
    "Wateja waliobadilishwa kwenye kaunta mbili zisizojuana: {count}.",
  "Two customers with one phone number, written down at two tills: {count}.":
    "Wateja wawili wenye nambari moja ya simu, kwenye kaunta mbili: {count}.",
  "M-Pesa codes that paid twice, at two tills: {count}.":
    "Misimbo ya M-Pesa iliyolipia mara mbili, kwenye kaunta mbili: {count}.",
  "M-Pesa payments matched twice, at two places: {count}.":
    "Malipo ya M-Pesa yaliyolinganishwa mara mbili, mahali pawili: {count}.",
  "The same last goods sold by two tills: {count}.":
    "Bidhaa zilezile za mwisho zilizouzwa na kaunta mbili: {count}.",
  "Refunds beyond what was sold, at two tills: {count}.":
    "Marejesho zaidi ya yaliyouzwa, kwenye kaunta mbili: {count}.",
  "Acts of two tills that do not go together: {count}.":
    "Matendo ya kaunta mbili yasiyopatana: {count}.",
} as const;
