/** What two tills did that does not go together, what waits for somebody, and who did what. */
export const EXCEPTIONS = {
  "What waits for somebody, the urgent first": "Yanayosubiri mtu, ya haraka kwanza",
  "Nothing is waiting for you": "Hakuna kinachokusubiri",
  "Low stock, short drawers, unpaid debts and the like appear here.":
    "Bidhaa zinazoisha, droo zilizopungua, madeni yasiyolipwa na kadhalika huonekana hapa.",
  "Every act, who did it, who allowed it, and why; latest first":
    "Kila tendo, nani alilifanya, nani aliliruhusu, na kwa nini; ya karibuni kwanza",
  "Name, number or reason": "Jina, nambari au sababu",
  "Kind of act": "Aina ya tendo",
  "Every act": "Kila tendo",
  acts: "matendo",
  "Nothing was done in this period": "Hakuna kilichofanyika katika kipindi hiki",
  "Sales, changes of prices and people, payments: each act appears here.":
    "Mauzo, mabadiliko ya bei na watu, malipo: kila tendo huonekana hapa.",
  "{count} on this page": "{count} kwenye ukurasa huu",
  Act: "Tendo",
  About: "Kuhusu",
  "{count} fields": "sehemu {count}",
  "The program": "Programu",
  "allowed by {approver}": "imeruhusiwa na {approver}",
  "Cash in and out": "Pesa kuingia na kutoka",
  "Opened drawers": "Droo zilizofunguliwa",
  Reconciliations: "Ulinganisho",
  "Office entries": "Maingizo ya ofisi",
  "Settled exceptions": "Hitilafu zilizomalizwa",
  "Passed by itself": "Imepita yenyewe",
  "{where}till {till}, {at}": "{where}kaunta {till}, {at}",
  ", by {by}": ", na {by}",
  "It is settled": "Imemalizwa",
  "See the entry": "Angalia ingizo",
  "{x} and {other} have one phone number": "{x} na {other} wana nambari moja ya simu",
  "another customer": "mteja mwingine",
  "Two tills wrote down one person. Merge the two, or correct one of the numbers.":
    "Kaunta mbili zimeandika mtu mmoja. Waunganishe, au sahihisha nambari moja.",
  "Merge them": "Waunganishe",
  "{x} was changed at two tills that did not know of each other":
    "{x} amebadilishwa kwenye kaunta mbili zisizojuana",
  "The later one stands. Ask which is right, and change what is not.":
    "La baadaye limebaki. Uliza lipi ni sahihi, na ubadilishe lisilo sahihi.",
  "See the customer": "Mwone mteja",
  Field: "Sehemu",
  "Till {till} wrote": "Kaunta {till} iliandika",
  "What stands": "Kilichobaki",
  Yes: "Ndiyo",
  No: "Hapana",
  Nothing: "Hakuna",
  "One M-Pesa code paid for {number} and for {other}":
    "Msimbo mmoja wa M-Pesa umelipia {number} na {other}",
  this: "hii",
  "another sale": "mauzo mengine",
  "Find on the statement which of the two the money was for; refund or collect the other.":
    "Tafuta kwenye taarifa pesa zilikuwa za lipi kati ya hayo mawili; kwa lingine, rudisha pesa au udai malipo.",
  "See the payments": "Angalia malipo",
  "One M-Pesa payment was matched at two places":
    "Malipo moja ya M-Pesa yamelinganishwa mahali pawili",
  "The first match stands, and both are posted. Reverse the entry that is wrong.":
    "La kwanza ndilo linalobaki, na yote mawili yameandikwa vitabuni. Batilisha ingizo lisilo sahihi.",
  "An M-Pesa payment was matched that is not in these books":
    "Malipo ya M-Pesa yasiyo kwenye vitabu hivi yamelinganishwa",
  "Look at the entry, and reverse it if the money never came.":
    "Angalia ingizo, na ulibatilishe kama pesa hazikufika.",
  "Two tills sold the last {x}": "Kaunta mbili zimeuza {x} ya mwisho",
  "Record the delivery that is missing, or count the shelf. It is settled by itself then.":
    "Andika bidhaa zilizoletwa ambazo hazijaandikwa, au hesabu rafu. Kisha itaisha yenyewe.",
  "Count it": "Ihesabu",
  "More {x} left than were there ({place})": "{x} zimetoka zaidi ya zilizokuwepo ({place})",
  "Count them, and put the number right. It is settled by itself then.":
    "Zihesabu, na urekebishe idadi. Kisha itaisha yenyewe.",
  "See where they are": "Angalia ziko wapi",
  "Cylinder {x} was given out where it was not": "Mtungi {x} umetolewa mahali ambapo haukuwepo",
  "Two tills moved one serial, or one was mistyped: find who has it. Neither deposit is lost. The counter takes what comes back by the serial on its collar; what never does is forfeited under Deposits.":
    "Kaunta mbili zimehamisha nambari tambulishi moja, au moja iliandikwa vibaya: tafuta nani anao. Hakuna amana inayopotea. Kaunta inapokea unaorudi kwa nambari tambulishi iliyo kwenye shingo yake; usiorudi kamwe, amana yake inatwaliwa chini ya Amana.",
  "See the register": "Angalia daftari",
  "One deposit was given back at two tills": "Amana moja imerudishwa kwenye kaunta mbili",
  "Ask for the second one back, or write it off: either is a manual entry, one of whose lines names the deposit.":
    "Dai ile ya pili irudishwe, au uifute: yote mawili ni ingizo la mkono, ambalo mstari wake mmoja unataja amana hiyo.",
  "One deposit was exchanged at a till, and exchanged or given back at another":
    "Amana moja imebadilishwa kwenye kaunta moja, na kubadilishwa au kurudishwa kwenye nyingine",
  "Find out what the customer holds now, and which of the two was meant. Money that is left though nothing is out any more is settled by a manual entry, one of whose lines names the deposit.":
    "Tafuta kile mteja anacho sasa, na ni lipi kati ya mawili lililokusudiwa. Pesa zilizobaki ingawa hakuna tena kilicho nje zinamalizwa kwa ingizo la mkono, ambalo mstari wake mmoja unataja amana hiyo.",
  "See the deposits": "Angalia amana",
  "A deposit was given back that nobody is known to have taken":
    "Amana imerudishwa ambayo haijulikani kama ilipokelewa",
  "Look for its receipt. If there is none, ask for the money back, or write it off.":
    "Tafuta risiti yake. Kama haipo, dai pesa zirudishwe, au uzifute.",
  "Two sales have the number {number}": "Mauzo mawili yana nambari {number}",
  "Both count. A copy of this till sold: see Tills.":
    "Yote mawili yanahesabika. Nakala ya kaunta hii imeuza: angalia Kaunta.",
  "See the tills": "Angalia kaunta",
  "More of {x} was refunded than was sold": "{x}: zimerudishiwa pesa zaidi ya zilizouzwa",
  "{x}Two tills refunded it. Ask for the money back, or write it off as a loss.":
    "{x}Kaunta mbili zimerudisha pesa. Dai pesa zirudishwe, au uzifute kama hasara.",
  "{number} is of a sale that is not in these books":
    "{number} ni ya mauzo yasiyo kwenye vitabu hivi",
  "A refund": "Marejesho",
  "Ask to see its receipt. If there is none, the money went out for nothing: write it off.":
    "Omba kuona risiti yake. Kama haipo, pesa zimetoka bure: zifute.",
  "One entry was reversed at two places": "Ingizo moja limebatilishwa mahali pawili",
  "Both reversals are posted. Reverse one of them.":
    "Batilisho zote mbili zimeandikwa. Batilisha moja yake.",
  "An entry was reversed that is not in these books":
    "Ingizo lisilo kwenye vitabu hivi limebatilishwa",
  "Look at the reversal, and reverse it if there was nothing to undo.":
    "Angalia ubatilisho, na uubatilishe kama hapakuwa na cha kutengua.",
  "Till {till} has two shifts open": "Kaunta {till} ina zamu mbili zilizo wazi",
  "A copy of this till sold, or its disk went back. Close both shifts at the till.":
    "Nakala ya kaunta hii imeuza, au diski yake imerudishwa nyuma. Funga zamu zote mbili kwenye kaunta.",
  "See the shifts": "Angalia zamu",
  "A shift of till {till} was counted and closed twice":
    "Zamu ya kaunta {till} imehesabiwa na kufungwa mara mbili",
  "The first count stands. Compare the two Z reports with the cash that was handed over.":
    "Hesabu ya kwanza ndiyo inayobaki. Linganisha ripoti mbili za Z na pesa zilizokabidhiwa.",
  "Till {till} closed a shift that is not in these books":
    "Kaunta {till} imefunga zamu isiyo kwenye vitabu hivi",
  "Its opening may still be at the till: see on Tills what has not arrived.":
    "Huenda ufunguzi wake bado uko kwenye kaunta: angalia kwenye Kaunta kisichofika.",
  "One production run was taken back at two tills":
    "Uzalishaji mmoja umebatilishwa kwenye kaunta mbili",
  "Its goods left twice and its materials came twice. Count both.":
    "Bidhaa zake zimetoka mara mbili na malighafi zimerudi mara mbili. Hesabu zote.",
  "Count them": "Zihesabu",
  "A production run was taken back that is not in these books":
    "Uzalishaji usio kwenye vitabu hivi umebatilishwa",
  "Look at the entry, and reverse it if there was no such run.":
    "Angalia ingizo, na ulibatilishe kama hapakuwa na uzalishaji huo.",
  "Ticket {x} was moved on at two tills in different ways":
    "Tiketi {x} imesogezwa kwa njia tofauti kwenye kaunta mbili",
  "The later one stands. Ask where the clothes are.":
    "Ya baadaye ndiyo inayobaki. Uliza nguo ziko wapi.",
  "Ticket {x} was paid at two tills": "Tiketi {x} imelipwa kwenye kaunta mbili",
  "{x}Give it back, or keep it as the customer's credit.":
    "{x}Zirudishe, au ziweke kama akiba ya mteja.",
  "Money or clothes of a ticket that is not in these books":
    "Pesa au nguo za tiketi isiyo kwenye vitabu hivi",
  "The ticket may still be at the till: see on Tills what has not arrived.":
    "Huenda tiketi bado iko kwenye kaunta: angalia kwenye Kaunta kisichofika.",
  "One line was agreed with two statements": "Mstari mmoja umekubaliwa na taarifa mbili",
  "Undo one of the two reconciliations, and agree it again without the line.":
    "Tengua ulinganisho mmoja kati ya mbili, na uukubali tena bila mstari huo.",
  "See the reconciliations": "Angalia ulinganisho",
  "A statement was agreed with a line that is another one in these books":
    "Taarifa imekubaliwa na mstari ulio tofauti kwenye vitabu hivi",
  "Undo the reconciliation, and agree it again.": "Tengua ulinganisho, na uukubali tena.",
  "Two different accounts have the number {account}":
    "Akaunti mbili tofauti zina nambari {account}",
  "The first stands, and what was meant for the other is posted to it. Move it by an entry.":
    "Ya kwanza inabaki, na yaliyokusudiwa nyingine yameandikwa humo. Yahamishe kwa ingizo.",
  "See the account": "Angalia akaunti",
  "{amount} too many. ": "{amount} zimezidi. ",
  "KES {amount} too much. ": "KES {amount} zimezidi. ",
  "Two acts do not go together ({kind})": "Matendo mawili hayapatani ({kind})",
  "Update this program: a newer one can say what it is.":
    "Sasisha programu hii: mpya zaidi inaweza kusema ni nini.",
  "Nothing was lost: what two tills did stands, and this is what it leaves to do":
    "Hakuna kilichopotea: kilichofanywa na kaunta mbili kinabaki, na haya ndiyo yaliyobaki kufanya",
  "What was done about them, by whom, and what has passed by itself":
    "Kilichofanywa kuzihusu, na nani, na zilizopita zenyewe",
  "Their own day was closed when they arrived, so they count on another one":
    "Siku yake ilikuwa imefungwa yalipofika, kwa hiyo yanahesabiwa siku nyingine",
  "Which exceptions": "Hitilafu zipi",
  "Settle it": "Imalize",
  "To settle": "Za kumaliza",
  "To settle ({open})": "Za kumaliza ({open})",
  Settled: "Zilizomalizwa",
  "Posted on another day": "Siku nyingine",
  "Posted on another day ({late})": "Siku nyingine ({late})",
  exceptions: "hitilafu",
  "The tills agree": "Kaunta zinapatana",
  "Nothing was settled yet": "Bado hakuna iliyomalizwa",
  "Where two tills sell the same last goods, refund one sale or use one M-Pesa code while apart, it is shown here with what to do.":
    "Kaunta mbili zisizowasiliana zikiuza bidhaa ileile ya mwisho, zikirudisha pesa za mauzo mamoja au zikitumia msimbo mmoja wa M-Pesa, huonyeshwa hapa pamoja na la kufanya.",
  "What somebody settles is kept here, with the name, the day and the reason.":
    "Kinachomalizwa na mtu huhifadhiwa hapa, pamoja na jina, siku na sababu.",
  "Its own day": "Siku yake",
  "Counts on": "Inahesabiwa",
  "at the office; here on its own day": "ofisini; hapa kwa siku yake",
  "its other part on {day}: 1900 is out between":
    "sehemu yake nyingine tarehe {day}: kati ya siku hizo 1900 haina sifuri",
  "Everything counts on its own day": "Kila kitu kinahesabiwa siku yake",
  "What a till sends after its day was closed is posted on the next open day, and listed here.":
    "Kinachotumwa na kaunta baada ya siku yake kufungwa huandikwa siku inayofuata iliyo wazi, na huorodheshwa hapa.",
  "What was done about it?": "Nini kimefanywa?",
  "It changes no figure: what corrects the books is recorded where the task leads. It is kept with your name.":
    "Haibadilishi hesabu yoyote: kinachosahihisha vitabu huandikwa mahali kazi inapoelekeza. Huhifadhiwa na jina lako.",
} as const;
