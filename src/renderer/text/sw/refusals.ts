/** Why something was not done, and what the person can do about it. */
export const REFUSALS = {
  "This role is not known.": "Jukumu hili halijulikani.",
  "There is already a role named {name}.": "Tayari kuna jukumu linaloitwa {name}.",
  "The owner’s role always may do everything, and stays.":
    "Jukumu la mmiliki daima huruhusu kila kitu, na hubaki.",
  "{people} still act as {name}. Give them another role first.":
    "{people} bado ana jukumu la {name}. Mpe jukumu lingine kwanza.",
  "The role {name} is retired. Choose another, or bring it back.":
    "Jukumu {name} limestaafishwa. Chagua lingine, au lirudishe.",
  "{name} lets a person {permission}, which you may not do everywhere it counts.":
    "{name} humruhusu mtu {permission}, jambo ambalo wewe huruhusiwi kila linapohusika.",
  sell: "kuuza",
  "give a discount": "kutoa punguzo",
  "sell at another price": "kuuza kwa bei nyingine",
  "sell on account": "kuuza kwa deni",
  refund: "kurudisha pesa",
  "open a shift": "kufungua zamu",
  "close a shift": "kufunga zamu",
  "put cash in or take it out": "kuweka au kutoa pesa taslimu",
  "open the drawer": "kufungua droo",
  "change customers": "kubadilisha wateja",
  "move a job back, cancel it or write it off": "kurudisha kazi nyuma, kuighairi au kuifuta",
  "receive stock": "kupokea bidhaa",
  "count stock": "kuhesabu bidhaa",
  "write off, return or transfer stock": "kufuta, kurudisha au kuhamisha bidhaa",
  "record production": "kuandika uzalishaji",
  "change items and prices": "kubadilisha bidhaa na bei",
  "see the reports": "kuona ripoti",
  "post to the books": "kuandika vitabuni",
  "reverse an entry": "kubatilisha ingizo",
  "change accounts": "kubadilisha akaunti",
  "close a period": "kufunga kipindi",
  "export the books": "kupakua vitabu",
  "change users": "kubadilisha watumiaji",
  "change settings": "kubadilisha mipangilio",
  "This is not an enrolment code. It begins with TOMTIN1.":
    "Huu si msimbo wa usajili. Huanza na TOMTIN1.",
  "A part of the code is missing or mistyped. Copy all of it once more.":
    "Sehemu ya msimbo imekosekana au imeandikwa vibaya. Nakili wote tena.",
  "The code was made by a newer Tomtin. Update this one first.":
    "Msimbo umetengenezwa na Tomtin mpya zaidi. Sasisha hii kwanza.",
  "The code would send your books unprotected over the network. Make another one.":
    "Msimbo huu ungetuma vitabu vyako bila ulinzi mtandaoni. Tengeneza mwingine.",
  "This till belongs to a centre already.": "Kaunta hii tayari ina kituo kikuu.",
  "The code is for another till: its till code is not this one's.":
    "Msimbo ni wa kaunta nyingine: msimbo wake wa kaunta si wa hii.",
  "The code belongs to other books: they have another key. Books that were kept alone cannot be brought along: join with an empty data folder (--data), and keep the old one beside.":
    "Msimbo ni wa vitabu vingine: vina ufunguo mwingine. Vitabu vilivyowekwa peke yake haviwezi kuletwa: jiunge kwa folda tupu ya data (--data), na uhifadhi ile ya zamani kando.",
  "The code does not carry the owner's key. Make one at the office that does.":
    "Msimbo hauna ufunguo wa mmiliki. Tengeneza ulio nao kwenye ofisi.",
  "The centre has no books yet. Connect the office that has them first.":
    "Kituo kikuu bado hakina vitabu. Unganisha kwanza ofisi iliyo navyo.",
  "The centre has no books yet. The first to connect must be enrolled as the office.":
    "Kituo kikuu bado hakina vitabu. Wa kwanza kuunganisha lazima asajiliwe kama ofisi.",
  "The centre does not answer. Check the network; it is tried again by itself.":
    "Kituo kikuu hakijibu. Angalia mtandao; itajaribiwa tena yenyewe.",
  "The centre is busy. It is tried again by itself.":
    "Kituo kikuu kina kazi nyingi. Itajaribiwa tena yenyewe.",
  "The centre does not let this till in: it was revoked, or enrolled anew.":
    "Kituo kikuu hakiruhusu kaunta hii: ilifutwa, au ilisajiliwa upya.",
  "Whoever answers is not the centre that this till was enrolled with.":
    "Anayejibu si kituo ambacho kaunta hii ilisajiliwa nacho.",
  "What answers there is not a centre. Is a login page of the network in between?":
    "Kinachojibu hapo si kituo. Je, kuna ukurasa wa kuingia wa mtandao katikati?",
  "The centre is newer than this program. Update Tomtin here.":
    "Kituo kikuu ni kipya kuliko programu hii. Sasisha Tomtin hapa.",
  "The centre is older than this program. Update the centre first.":
    "Kituo kikuu ni cha zamani kuliko programu hii. Sasisha kituo kwanza.",
  "The centre keeps other books than this till. Books that were kept alone cannot be brought along: join with an empty data folder (--data), and keep the old one beside.":
    "Kituo kikuu kina vitabu vingine, si vya kaunta hii. Vitabu vilivyowekwa peke yake haviwezi kuletwa: jiunge kwa folda tupu ya data (--data), na uhifadhi ile ya zamani kando.",
  "Only an old server of the centre answers, which another one replaced. Wait for that.":
    "Inayojibu ni seva ya zamani tu ya kituo kikuu, ambayo nyingine imechukua nafasi yake. Subiri hiyo mpya.",
  "Only an office of all businesses makes codes for tills.":
    "Ofisi ya biashara zote pekee ndiyo inayotengeneza misimbo ya kaunta.",
  "That is this office itself. Its own code comes from whoever runs the centre.":
    "Hiyo ni ofisi hii yenyewe. Msimbo wake hutoka kwa anayeendesha kituo kikuu.",
  "Only an office of all businesses sees the other tills.":
    "Ofisi ya biashara zote pekee ndiyo inayoona kaunta nyingine.",
  "{seconds} seconds": "sekunde {seconds}",
  "{minutes} minutes": "dakika {minutes}",
  cash: "pesa taslimu",
  bank: "benki",
  "the account": "akaunti ya mteja",
  "store credit": "akiba ya mteja",
  "The program is not answering. Nothing you entered is lost.":
    "Programu haijibu. Hakuna ulichoingiza kilichopotea.",
  "Something here is not filled in right.": "Kuna kitu hapa hakijajazwa vizuri.",
  "Please check “{path}”.": "Tafadhali kagua “{path}”.",
  "This screen and the program do not match. Please restart Tomtin.":
    "Skrini hii na programu hazilingani. Tafadhali anzisha Tomtin upya.",
  "This was already recorded, with other details. Look at the last sales before trying again.":
    "Hii tayari imeandikwa, kwa maelezo mengine. Angalia mauzo ya mwisho kabla ya kujaribu tena.",
  "Please sign in again.": "Tafadhali ingia tena.",
  "That PIN is not right. Try again in {waitSeconds}.":
    "PIN hiyo si sahihi. Jaribu tena baada ya {waitSeconds}.",
  "That PIN is not right.": "PIN hiyo si sahihi.",
  "Too many wrong PINs. Try again in {waitSeconds}.":
    "PIN mbaya mara nyingi. Jaribu tena baada ya {waitSeconds}.",
  "You may not {permission} here.": "Huruhusiwi {permission} hapa.",
  "To {permission}, a manager must approve.": "Meneja lazima aidhinishe {permission}.",
  "The business has not been set up yet.": "Biashara bado haijaanzishwa.",
  "The business has already been set up.": "Biashara tayari imeanzishwa.",
  "The program is busy with something large. Please try again in a moment.":
    "Programu inafanya kazi kubwa. Tafadhali jaribu tena baada ya muda mfupi.",
  "There is no business {business}.": "Hakuna biashara {business}.",
  "{business} is not active.": "{business} haitumiki.",
  "There is already a business {business}.": "Tayari kuna biashara {business}.",
  "There is already a business named {name}.": "Tayari kuna biashara inayoitwa {name}.",
  "{name} still has a shift open at {tills}. Close it first: its drawer must be counted.":
    "{name} bado ina zamu iliyo wazi kwenye {tills}. Ifunge kwanza: droo yake lazima ihesabiwe.",
  "This user is not known, or no longer active.": "Mtumiaji huyu hajulikani, au hatumiki tena.",
  "There is already a user named {name}.": "Tayari kuna mtumiaji anayeitwa {name}.",
  "There must always be one owner.": "Lazima awepo mmiliki mmoja daima.",
  "This PIN is too easy to guess. Please choose another.":
    "PIN hii ni rahisi kukisia. Tafadhali chagua nyingine.",
  "This item is not known.": "Bidhaa hii haijulikani.",
  "{name} is no longer sold.": "{name} haiuzwi tena.",
  "{name} has no price yet.": "{name} bado haina bei.",
  "Another item has the code {sku}.": "Bidhaa nyingine ina msimbo {sku}.",
  "Another item has the barcode {barcode}.": "Bidhaa nyingine ina msimbopau {barcode}.",
  "This category is not known.": "Kundi hili halijulikani.",
  "This customer is not known.": "Mteja huyu hajulikani.",
  "{phone} is not a Kenyan mobile number.": "{phone} si nambari ya simu ya Kenya.",
  "This phone number belongs to {name}.": "Nambari hii ya simu ni ya {name}.",
  "This customer is now part of {name}. Use that one.":
    "Mteja huyu sasa ni sehemu ya {name}. Tumia huyo.",
  "These are already one customer.": "Hawa tayari ni mteja mmoja.",
  "This supplier is not known.": "Msambazaji huyu hajulikani.",
  "There is no account {account}.": "Hakuna akaunti {account}.",
  "Account {account} is a heading; choose an account under it.":
    "Akaunti {account} ni kichwa; chagua akaunti iliyo chini yake.",
  "Account {account} is not active.": "Akaunti {account} haitumiki.",
  "There is already an account {account}.": "Tayari kuna akaunti {account}.",
  "Account {account} does not belong to {business}.": "Akaunti {account} si ya {business}.",
  "Account {account} cannot be used here: {wanted} is needed.":
    "Akaunti {account} haiwezi kutumika hapa: inahitajika {wanted}.",
  "Account {account} still has a balance of {balance}.":
    "Akaunti {account} bado ina salio la {balance}.",
  "Account {account} needs a {subledger}.": "Akaunti {account} inahitaji {subledger}.",
  "{day} is too far from today.": "{day} iko mbali sana na leo.",
  "Prices, items, people and settings are changed at the office.":
    "Bei, bidhaa, watu na mipangilio hubadilishwa ofisini.",
  "This is not an enrolment code.": "Huu si msimbo wa usajili.",
  "This code is not for this till.": "Msimbo huu si wa kaunta hii.",
  "The centre does not answer.": "Kituo kikuu hakijibu.",
  "The centre does not have everything yet: {count} still to be sent. Try again in a moment.":
    "Kituo kikuu bado hakina vyote: {count} bado kutumwa. Jaribu tena baada ya muda mfupi.",
  "The books are closed through {through}.": "Vitabu vimefungwa hadi {through}.",
  "This can be closed once {through} is over.": "Hii inaweza kufungwa {through} ikishapita.",
  "A later year is closed already, through {through}.":
    "Mwaka wa baadaye umeshafungwa, hadi {through}.",
  "There is nothing to close here.": "Hakuna cha kufunga hapa.",
  "No shift is open. Open one to sell.": "Hakuna zamu iliyo wazi. Fungua moja ili uuze.",
  "{openedBy} has already opened a shift here.": "{openedBy} tayari amefungua zamu hapa.",
  "One sale is still parked. Recall or discard it first.":
    "Mauzo moja bado yameegeshwa. Yaendeleze au uyatupe kwanza.",
  "{count} sales are still parked. Recall or discard them first.":
    "Mauzo {count} bado yameegeshwa. Yaendeleze au uyatupe kwanza.",
  "A sale is still on the counter. Finish it or clear it first.":
    "Mauzo bado yako kwenye kaunta. Yakamilishe au uyafute kwanza.",
  "Money was taken for work that is not yet taken in. Take it in, or give the money back first.":
    "Pesa imepokelewa kwa kazi ambayo bado haijapokelewa. Pokea kazi hiyo, au rudisha pesa kwanza.",
  "Money was taken for a job and is not booked. Take the rest, or give the money back first.":
    "Pesa imepokelewa kwa kazi na bado haijaandikwa. Pokea iliyobaki, au rudisha pesa kwanza.",
  "Only {held} is there — {wanted} is needed.": "Ipo {held} tu — inahitajika {wanted}.",
  "There is nothing in the sale yet.": "Bado hakuna kitu kwenye mauzo.",
  "There is no sale {number}.": "Hakuna mauzo {number}.",
  "This sale is too large. Please split it.": "Mauzo haya ni makubwa mno. Tafadhali yagawe.",
  "{name} now costs {price}.": "{name} sasa ni {price}.",
  "The discount on {name} is more than its price.": "Punguzo la {name} ni kubwa kuliko bei yake.",
  "{name} cannot be sold in this quantity.": "{name} haiwezi kuuzwa kwa kiasi hiki.",
  "Short by {short}.": "Imepungua {short}.",
  "{over} too much: only cash can give change.":
    "{over} imezidi: pesa taslimu tu ndizo zinazotoa chenji.",
  "{amount} cannot be paid in coins. Use whole shillings.":
    "{amount} haiwezi kulipwa kwa sarafu. Tumia shilingi kamili.",
  "Choose a customer first.": "Chagua mteja kwanza.",
  "An M-Pesa code has ten letters and digits, like TKM4XY12AB.":
    "Msimbo wa M-Pesa una herufi na tarakimu kumi, kama TKM4XY12AB.",
  "The M-Pesa code {mpesaCode} was already used for {number}.":
    "Msimbo wa M-Pesa {mpesaCode} tayari ulitumika kwa {number}.",
  "The books know no such M-Pesa payment.": "Vitabu havina malipo kama hayo ya M-Pesa.",
  "Somebody has said already what this money was for.":
    "Mtu tayari amesema pesa hizi zilikuwa za nini.",
  "The payment {mpesaCode} is of {amount}: another amount.":
    "Malipo {mpesaCode} ni ya {amount}: kiasi kingine.",
  "{name} may owe up to {limit} and owes {owed} now.":
    "{name} anaweza kudaiwa hadi {limit} na sasa anadaiwa {owed}.",
  "Only {held} of store credit is left.": "Imebaki {held} tu ya akiba ya mteja.",
  "Only {left} left of {name} — {wanted} wanted.":
    "{name}: zimebaki {left} tu — zinahitajika {wanted}.",
  "Nothing has been counted yet.": "Bado hakuna kilichohesabiwa.",
  "{name} was sold or moved after it was counted. Please count it again.":
    "{name} iliuzwa au kuhamishwa baada ya kuhesabiwa. Tafadhali ihesabu tena.",
  "{name} did not come from this supplier.": "{name} haikutoka kwa msambazaji huyu.",
  "This count has already been posted or discarded.": "Hesabu hii tayari imeandikwa au imetupwa.",
  "{name} has no recipe yet.": "{name} bado haina fomula.",
  "{name} cannot be made of itself.": "{name} haiwezi kutengenezwa kutokana na yenyewe.",
  "This production run is not known.": "Uzalishaji huu haujulikani.",
  "This production run has already been taken back.": "Uzalishaji huu tayari umebatilishwa.",
  "Some of {name} from this run has been sold or moved, so the run can no longer be taken back.":
    "Sehemu ya {name} ya uzalishaji huu imeuzwa au kuhamishwa, hivyo hauwezi tena kubatilishwa.",
  "Only {left} of {name} can still be refunded.":
    "{left} tu za {name} ndizo bado zinaweza kurudishiwa pesa.",
  "{name} has already been refunded.": "{name} tayari imerudishiwa pesa.",
  "Only {left} can go back by {tender}.": "{left} tu inaweza kurudi kwa {tender}.",
  "The refund is {expected}, but {given} is given back.":
    "Marejesho ni {expected}, lakini inarudishwa {given}.",
  "{amount} was taken for this sale: recall it, and give that back first.":
    "{amount} zimepokelewa kwa mauzo haya: yaendeleze, kisha uzirudishe kwanza.",
  "This parked sale has already been taken or discarded.":
    "Mauzo haya yaliyoegeshwa tayari yamechukuliwa au kutupwa.",
  "This kind of cylinder or container is not known.": "Aina hii ya mtungi au chombo haijulikani.",
  "There is already a kind named {name}.": "Tayari kuna aina inayoitwa {name}.",
  "Only {left} of {name} {place} — {wanted} wanted.":
    "{name}: {left} tu {place} — zinahitajika {wanted}.",
  "No {name} {place}.": "Hakuna {name} {place}.",
  "{into} cannot come back for {out}: take its deposit back, then sell with a deposit.":
    "{into} haiwezi kurudi badala ya {out}: rudisha amana yake, kisha uza kwa amana.",
  "{name} has serials: one to a line, please.":
    "{name} ina nambari tambulishi: moja kwa kila mstari, tafadhali.",
  "{name} needs the serial on its collar.":
    "{name} inahitaji nambari tambulishi iliyo kwenye shingo yake.",
  "Serial {serial} is not in the register. Check it, or have the office add it.":
    "Nambari {serial} haimo kwenye daftari. Ikague, au ofisi iiongeze.",
  "Serial {serial} is not here: the register says it is {place}.":
    "Nambari {serial} haipo hapa: daftari linasema iko {place}.",
  "Serial {serial} is in this sale twice.": "Nambari {serial} imo mara mbili kwenye mauzo haya.",
  "{name} goes out on deposit only.": "{name} hutoka kwa amana tu.",
  "No deposit is set for {name} yet.": "Bado hakuna amana iliyowekwa kwa {name}.",
  "The deposit for {name} is now {deposit}.": "Amana ya {name} sasa ni {deposit}.",
  "Money goes back only against a recorded deposit: find the one for what comes back for {name}.":
    "Pesa hurudi tu kwa amana iliyoandikwa: tafuta ya kinachorudishwa kwa {name}.",
  "This deposit is not for {name}, or for another number of them.":
    "Amana hii si ya {name}, au ni ya idadi nyingine.",
  "There is no open deposit like this.": "Hakuna amana iliyo wazi kama hii.",
  "Only {left} of this deposit can still come back.":
    "{left} tu za amana hii ndizo bado zinaweza kurudi.",
  "Of the deposit for {name} {left} is left: debit exactly that.":
    "Kwenye amana ya {name} zimebaki {left}: debiti kiasi hicho hicho.",
  "For {name} {left} more went back than was held: credit exactly that.":
    "Kwa {name} zimerudi {left} zaidi ya zilizoshikiliwa: krediti kiasi hicho hicho.",
  "This deposit was already given back.": "Amana hii tayari imerudishwa.",
  "{over} more would go back than is paid: take the deposit back by itself first.":
    "{over} zaidi ingerudi kuliko kinacholipwa: rudisha amana yenyewe kwanza.",
  "{name} has moved on since this sale: take its deposit back, or exchange it again.":
    "{name} imeshahama tangu mauzo haya: rudisha amana yake, au ibadilishe tena.",
  "Add what was brought in first.": "Ongeza kwanza kilicholetwa.",
  "There is no job {number}.": "Hakuna kazi {number}.",
  "This business takes in no jobs. The owner can change that.":
    "Biashara hii haipokei kazi. Mmiliki anaweza kubadilisha hilo.",
  "Job {number} is {status} already.": "Kazi {number} tayari {status}.",
  "Job {number} is not ready yet: it is {status}.": "Kazi {number} bado haijawa tayari: {status}.",
  "Job {number} is {status} now. Please look again.":
    "Kazi {number} sasa {status}. Tafadhali angalia tena.",
  received: "imepokelewa",
  "being washed": "inafuliwa",
  ready: "iko tayari",
  collected: "imechukuliwa",
  cancelled: "imeghairiwa",
  customer: "mteja",
  supplier: "msambazaji",
  drawer: "droo",
  deposit: "amana",
  job: "kazi",
  "Say why it goes back.": "Sema kwa nini inarudi nyuma.",
  "Show the customer what is damaged, and tick that it was seen.":
    "Mwonyeshe mteja kilichoharibika, na uweke alama kuwa ameona.",
  "The promised time has passed already.": "Muda ulioahidiwa umeshapita.",
  "{due} is still due for job {number}.": "{due} bado inadaiwa kwa kazi {number}.",
  "{amount} of job {number} was paid on account. Give that back first.":
    "{amount} ya kazi {number} ililipwa kwa akaunti. Irudishe kwanza.",
  "Nothing is owed for job {number}.": "Hakuna deni kwa kazi {number}.",
  "This entry is not known.": "Ingizo hili halijulikani.",
  "Debits and credits of {business} differ by {difference}.":
    "Debiti na krediti za {business} zinatofautiana kwa {difference}.",
  "This entry has already been reversed.": "Ingizo hili tayari limebatilishwa.",
  "This entry cannot be reversed here; use the screen it came from.":
    "Ingizo hili haliwezi kubatilishwa hapa; tumia skrini lilikotoka.",
  "This act is of several businesses. Reverse it in the office, which keeps all of them.":
    "Tendo hili ni la biashara kadhaa. Libatilishe ofisini, ambako zote zinatunzwa.",
  "From and to are the same account.": "Kutoka na kwenda ni akaunti moja.",
  "One of the chosen invoices is settled already. Please look again.":
    "Moja ya ankara ulizochagua tayari imelipwa. Tafadhali angalia tena.",
  "Only {balance} is owed.": "Deni ni {balance} tu.",
  "There is no printer or folder {printer} here.": "Hakuna printa au folda {printer} hapa.",
  "No change was given for {number}.": "Hakuna chenji iliyotolewa kwa {number}.",
  "Not while practising. End the training first.": "Si wakati wa mafunzo. Maliza mafunzo kwanza.",
  "There is no receipt for this.": "Hakuna risiti ya hili.",
  "This could not be written to disk, so it was not done. Try again.":
    "Hii haikuweza kuandikwa kwenye diski, hivyo haikufanyika. Jaribu tena.",
  "The disk is full, so it was not done. Free some space and try again.":
    "Diski imejaa, hivyo haikufanyika. Ongeza nafasi na ujaribu tena.",
  "full on the shelf": "zilizojaa rafuni",
  "among our empties": "kati ya tupu zetu",
  "with a customer on deposit": "kwa mteja kwa amana",
  "at the supplier": "kwa msambazaji",
  "set aside": "zilizowekwa kando",
  "with a customer by exchange": "kwa mteja kwa kubadilishana",
  sold: "imeuzwa",
  "written off": "imefutwa",
  "in stock": "zilizopo",
  "Not done ({code}).": "Haijafanyika ({code}).",
  "The statement and what was agreed differ by {difference}. It ends at zero.":
    "Taarifa na kilichokubaliwa vinatofautiana kwa {difference}. Mwisho wake ni sifuri.",
  "A line is no longer open: it was agreed on meanwhile, or taken twice. Read it again.":
    "Mstari mmoja haupo wazi tena: umekubaliwa wakati huo huo, au umechukuliwa mara mbili. Usome tena.",
  "This account is agreed through {through}: a statement that ends later comes next.":
    "Akaunti hii imekubaliwa hadi {through}: inayofuata ni taarifa inayoishia baadaye.",
  "A later statement, through {through}, was agreed after this one. Undo that first.":
    "Taarifa ya baadaye, hadi {through}, ilikubaliwa baada ya hii. Ibatilishe hiyo kwanza.",
  "Say with which day the first statement begins.": "Sema taarifa ya kwanza inaanza siku gani.",
  "There is no such reconciliation, or it was undone already.":
    "Hakuna ulinganisho kama huo, au tayari umebatilishwa.",
  "A deposit of at least {least} is taken with the work, or a manager allows less.":
    "Amana ya angalau {least} hupokelewa pamoja na kazi, au meneja aruhusu pungufu.",
  "There is no such exception any more.": "Hakuna hitilafu kama hiyo tena.",
  "Somebody has settled this already.": "Mtu tayari amelimaliza jambo hili.",
  "Choose a folder for the copies first.": "Chagua kwanza folda ya nakala.",
  "There is no folder {folder} on this computer.": "Hakuna folda {folder} kwenye kompyuta hii.",
  "This file is not a copy of these books.": "Faili hii si nakala ya vitabu hivi.",
  "There is no such file on this computer. Give its whole path.":
    "Hakuna faili kama hiyo kwenye kompyuta hii. Andika njia yake kamili.",
  "These are the very books in use. Choose a copy of them.":
    "Hivi ndivyo vitabu vinavyotumika. Chagua nakala yake.",
  "The books are being copied or checked just now. Try again in a moment.":
    "Vitabu vinanakiliwa au vinakaguliwa sasa hivi. Jaribu tena baada ya muda mfupi.",
  "This file is not a copy of Tomtin's books.": "Faili hii si nakala ya vitabu vya Tomtin.",
  "This copy is of a newer Tomtin. Update the program first.":
    "Nakala hii ni ya Tomtin mpya zaidi. Sasisha programu kwanza.",
  "This copy is damaged, so it was left alone. Try an older one.":
    "Nakala hii imeharibika, hivyo imeachwa. Jaribu ya zamani zaidi.",
  "This copy is of another till. Each till takes back its own.":
    "Nakala hii ni ya kaunta nyingine. Kila kaunta hurudisha yake.",
  "This copy is of other books than those of this computer.":
    "Nakala hii ni ya vitabu vingine, si vya kompyuta hii.",
  "The owner's key here is not the key of these books.":
    "Ufunguo wa mmiliki uliopo hapa si wa vitabu hivi.",
  "There is no owner's key in that file.": "Hakuna ufunguo wa mmiliki kwenye faili hiyo.",
} as const;
