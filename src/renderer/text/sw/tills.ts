/** The tills as their centre knows them: their state, what waits for somebody, and their codes. */
export const TILLS = {
  "Needs a look": "Inahitaji kuangaliwa",
  "Received from till {till}, not applied here":
    "Imepokelewa kutoka kaunta {till}, haijatumika hapa",
  "Till {till}: {kind}": "Kaunta {till}: {kind}",
  " {waiting} waiting.": " {waiting} zinasubiri.",
  "They happened: count them": "Yalitokea: yahesabu",
  "I have seen it": "Nimeona",
  "Set them aside": "Yaweke kando",
  "Till {till}: {kind} {state}": "Kaunta {till}: {kind} {state}",
  "is waiting": "inasubiri",
  "is held back": "imezuiliwa",
  "Received {at}; it is kept whatever happens.":
    "Imepokelewa {at}; inahifadhiwa vyovyote itakavyokuwa.",
  "Make its code": "Tengeneza msimbo wake",
  "Make a new code": "Tengeneza msimbo mpya",
  "Code of the till": "Msimbo wa kaunta hiyo",
  "One to four capital letters and digits. It stands on every receipt, and stays.":
    "Herufi kubwa na tarakimu moja hadi nne. Huwa kwenye kila risiti, na haubadiliki.",
  "There is a till with this code. Choose it in the list.":
    "Kuna kaunta yenye msimbo huu. Ichague kwenye orodha.",
  "With a new code the earlier one is worth nothing any more, and the till is cut off until somebody pastes the new one there. What it sold meanwhile is kept on it.":
    "Kwa msimbo mpya ule wa awali haufanyi kazi tena, na kaunta inakatika hadi mtu abandike mpya huko. Ilichouza wakati huo kinahifadhiwa humo.",
  "It receives and keeps the books of these, and of no other.":
    "Inapokea na kuhifadhi vitabu vya hizi, na si vya nyingine.",
  "Stolen or lost? Shut out, it sends and receives nothing any more.":
    "Imeibwa au kupotea? Ikifungiwa nje, haitumi wala kupokea chochote tena.",
  "Yes, shut out {till}": "Ndiyo, fungia nje {till}",
  "Shut it out": "Ifungie nje",
  "Code of till {till}": "Msimbo wa kaunta {till}",
  "On the new till choose “Connect to a centre” and paste it. It is shown this once.":
    "Kwenye kaunta mpya chagua “Unganisha na kituo kikuu” na uubandike. Unaonyeshwa mara hii moja.",
  "It carries the key to your phone numbers and the till’s password, which stays good until you make a new code: keep it like a key. Bring it by hand or by a message that only the right person reads, and delete it once the till is connected.":
    "Unabeba ufunguo wa nambari zako za simu na nenosiri la kaunta, ambalo hubaki halali hadi utengeneze msimbo mpya: utunze kama ufunguo. Upeleke kwa mkono au kwa ujumbe ambao mhusika pekee anausoma, na uufute kaunta ikishaunganishwa.",
  "Whoever has it before the till does can connect in its place: bring it by hand or by a message that only the right person reads. Once the till is connected nobody else can connect with it. It also carries the key to your phone numbers, so delete it then.":
    "Yeyote akiupata kabla ya kaunta anaweza kuunganisha mahali pake: upeleke kwa mkono au kwa ujumbe ambao mhusika pekee anausoma. Kaunta ikishaunganishwa hakuna mwingine anayeweza kuunganisha nao. Pia unabeba ufunguo wa nambari zako za simu, kwa hivyo ufute wakati huo.",
  "The centre was never backed up.": "Kituo kikuu hakijawahi kuwekewa nakala ya akiba.",
  "The centre was last backed up {at}.": "Nakala ya akiba ya mwisho ya kituo kikuu ni ya {at}.",
  "If its computer is lost, every till sends what it has to a new centre, but what a lost till had sent is gone. Have “tomtin central backup” run there every night, to another place.":
    "Kompyuta yake ikipotea, kila kaunta hutuma ilicho nacho kwa kituo kipya, lakini kilichotumwa na kaunta iliyopotea kimekwenda. Panga “tomtin central backup” ifanyike huko kila usiku, kwenda mahali pengine.",
  "This one": "Hii",
  "Made there": "Zilizofanyika huko",
  "At the centre": "Kwenye kituo",
  Equal: "Sawa",
  Differ: "Tofauti",
  "Last contact": "Mawasiliano ya mwisho",
  Clock: "Saa",
  Right: "Sahihi",
  Version: "Toleo",
  "Change …": "Badilisha …",
  "Let it serve them": "Iruhusu izihudumie",
  "What you tick comes to the till at once, by the code that it has.":
    "Unachoweka alama kinafika kwenye kaunta mara moja, kwa msimbo ilio nao.",
  "Another code, for fewer businesses or where somebody else may know it":
    "Msimbo mwingine, kwa biashara chache au pale mtu mwingine anapoweza kuujua",
  "Shut out": "Imefungiwa nje",
  "Needs your decision": "Inahitaji uamuzi wako",
  "Its books differ": "Vitabu vyake vinatofautiana",
  "{held} held back": "{held} zimezuiliwa",
  "Never connected": "Haijawahi kuunganishwa",
  "Not heard of": "Haijasikika",
  Sending: "Inatuma",
  "Waiting to be sent: {outbox}": "Zinazosubiri kutumwa: {outbox}",
  "Wrong clock": "Saa si sahihi",
  "Up to date": "Iko sawa hadi sasa",
  "What it sells stays on it. To let it in again, make it a new code.":
    "Inachouza kinabaki humo. Ili kuiruhusu tena, itengenezee msimbo mpya.",
  "See above.": "Angalia juu.",
  "Stop selling there: its disk fails, or its file was changed. Have it looked at.":
    "Acha kuuza huko: diski yake ina hitilafu, au faili yake imebadilishwa. Ikaguliwe na fundi.",
  "Choose “Connect to a centre” there and paste its code.":
    "Chagua “Unganisha na kituo kikuu” huko na ubandike msimbo wake.",
  "Is it on, and on the network? What it sells is kept there until then.":
    "Je, imewashwa, na iko kwenye mtandao? Inachouza kinahifadhiwa huko hadi wakati huo.",
  "Set its clock: its receipts show the wrong time. The money is right.":
    "Rekebisha saa yake: risiti zake zinaonyesha wakati usio sahihi. Pesa ziko sahihi.",
  "{seconds} s ago": "sekunde {seconds} zilizopita",
  "{minutes} min ago": "dakika {minutes} zilizopita",
  "{hours} h ago": "saa {hours} zilizopita",
  "{hours} days ago": "siku {hours} zilizopita",
  "{minutes} min fast": "dakika {minutes} mbele",
  "{minutes} min slow": "dakika {minutes} nyuma",
  "{hours} h fast": "saa {hours} mbele",
  "{hours} h slow": "saa {hours} nyuma",
  "{days} days fast": "siku {days} mbele",
  "{days} days slow": "siku {days} nyuma",
  "{years} years fast": "miaka {years} mbele",
  "{years} years slow": "miaka {years} nyuma",
  "This till was put back to an earlier state": "Kaunta hii ilirudishwa kwenye hali ya awali",
  "Two copies of this till went on": "Nakala mbili za kaunta hii ziliendelea",
  "One number stands for two different acts": "Nambari moja ina matendo mawili tofauti",
  "Its disk was restored or lost its last writes. Nothing is missing: what it had sent before is sent back to it, and its new sales count. Ask why the disk went back.":
    "Diski yake ilirejeshwa au ilipoteza maandishi ya mwisho. Hakuna kinachokosekana: ilivyokuwa imetuma inarudishiwa, na mauzo yake mapya yanahesabiwa. Uliza kwa nini diski ilirudi nyuma.",
  "Its disk was copied and both copies sold, or it was put back to an earlier day and sold on. What came second is kept and waits. If those sales really happened, count them; if it was a test or a mistake, set them aside. From now on use only one of the two.":
    "Diski yake ilinakiliwa na nakala zote mbili zikauza, au ilirudishwa kwenye siku ya awali na ikaendelea kuuza. Kilichokuja cha pili kimehifadhiwa na kinasubiri. Kama mauzo hayo yalitokea kweli, yahesabu; kama yalikuwa jaribio au kosa, yaweke kando. Kuanzia sasa tumia moja tu kati ya hizo mbili.",
  "The first stands, the other is kept beside it. Somebody tampered with this till's file, or its disk is failing. Have the till looked at before it sells on.":
    "La kwanza linabaki, la pili linahifadhiwa kando yake. Mtu amechezea faili ya kaunta hii, au diski yake ina hitilafu. Kaunta ikaguliwe kabla ya kuendelea kuuza.",
  "Made by a newer Tomtin. Update this one; it is applied then.":
    "Imetengenezwa na Tomtin mpya zaidi. Sasisha hii; ndipo itakapotumika.",
  "It names something that has not arrived yet. It is tried again by itself.":
    "Inataja kitu ambacho bado hakijafika. Inajaribiwa tena yenyewe.",
  "Another act with the same number is here already. Look at that till's incidents.":
    "Tendo jingine lenye nambari ileile tayari liko hapa. Angalia matukio ya kaunta hiyo.",
  "It does not follow from what came before it. Look at that till's incidents.":
    "Haifuatani na yaliyotangulia. Angalia matukio ya kaunta hiyo.",
  "It cannot be read. Look at that till's incidents.":
    "Haiwezi kusomwa. Angalia matukio ya kaunta hiyo.",
  "The centre says: {reason}.": "Kituo kikuu kinasema: {reason}.",
  "It is of a business that this till does not serve. Tick that business under Change … at the till, then try again.":
    "Ni ya biashara ambayo kaunta hii haihudumii. Weka alama kwenye biashara hiyo chini ya Badilisha … ya kaunta, kisha ujaribu tena.",
  "Only the office may do this, and a till did. Do it here if it was right; it counts nowhere else.":
    "Ofisi pekee inaruhusiwa kufanya hili, lakini kaunta imelifanya. Lifanye hapa kama lilikuwa sahihi; halihesabiwi kwingine.",
  "It says that another till made it. Have this till looked at.":
    "Inasema kaunta nyingine ndiyo iliyoifanya. Kaunta hii ikaguliwe.",
  "It was made on a copy of this till. Decide about the copy above.":
    "Ilifanyika kwenye nakala ya kaunta hii. Amua kuhusu nakala hapo juu.",
  "You decided that what this copy sold does not count. It stays here to be seen.":
    "Uliamua kuwa ilichouza nakala hii hakihesabiwi. Inabaki hapa ili ionekane.",
  "Another act has the same number, and the first one stands.":
    "Tendo jingine lina nambari ileile, na la kwanza ndilo linalobaki.",
  "It is far too large to be an act of a shop. Have this till looked at.":
    "Ni kubwa mno kuwa tendo la duka. Kaunta hii ikaguliwe.",
  "It cannot be read. Have this till's disk looked at.":
    "Haiwezi kusomwa. Diski ya kaunta hii ikaguliwe.",
  "The books have not reached the centre yet. It is tried again by itself.":
    "Vitabu bado havijafika kituo kikuu. Inajaribiwa tena yenyewe.",
  "The centre has no room for that year: run “tomtin central migrate”.":
    "Kituo kikuu hakina nafasi ya mwaka huo: endesha “tomtin central migrate”.",
  "It names an account or business that has not arrived. It is tried again by itself.":
    "Inataja akaunti au biashara ambayo haijafika. Inajaribiwa tena yenyewe.",
  "It books to an account that is closed for posting. Open it, then try again.":
    "Inaandika kwenye akaunti iliyofungwa kuandikwa. Ifungue, kisha ujaribu tena.",
  "Its debits and credits differ. It counts nowhere; record it anew here.":
    "Debiti na krediti zake zinatofautiana. Haihesabiwi popote; iandike upya hapa.",
  "Every till and office of these books, as their centre knows them":
    "Kila kaunta na ofisi ya vitabu hivi, kama kituo chake kikuu kinavyozijua",
  "Look again": "Angalia tena",
  "New till": "Kaunta mpya",
  "{strong} {trouble} Selling goes on.": "{strong} {trouble} Mauzo yanaendelea.",
  "The list is not there.": "Orodha haipatikani.",
  "Connect it again, with its new code": "Iunganishe tena, kwa msimbo wake mpya",
  "These books are on this computer alone": "Vitabu hivi viko kwenye kompyuta hii pekee",
  "With a centre, several tills and the office share them. Each goes on selling without the network, and sends what it did when it is back.":
    "Kwa kituo kikuu, kaunta kadhaa na ofisi huvitumia pamoja. Kila moja huendelea kuuza bila mtandao, na hutuma ilichofanya mtandao ukirudi.",
} as const;
