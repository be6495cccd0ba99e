/** Why a receipt did not come out. */
export const PRINTING = {
  "The printer at {host} cannot print: {trouble}.":
    "Printa ya {host} haiwezi kuchapisha: {trouble}.",
  "it has no paper": "haina karatasi",
  "its cover is open": "kifuniko chake kiko wazi",
  "it reports an error": "inasema ina hitilafu",
  "The printer at {host} does not answer. Is it on, and connected?":
    "Printa ya {host} haijibu. Je, imewashwa na kuunganishwa?",
  "The printer at {host} closed the connection.": "Printa ya {host} imekata muunganisho.",
  "The printer at {host} refuses the connection. Is this the printer's address?":
    "Printa ya {host} inakataa muunganisho. Je, hii ndiyo anwani ya printa?",
  "The printer at {host} is not known on this network. Look at its name.":
    "Printa ya {host} haijulikani kwenye mtandao huu. Angalia jina lake.",
  "The printer at {host} cannot be reached. Is it on, and on the same network?":
    "Printa ya {host} haipatikani. Je, imewashwa na iko kwenye mtandao huu?",
  "The printer at {host} cannot be reached ({cause}).": "Printa ya {host} haipatikani ({cause}).",
  "The printer at {host} broke the connection while it was printing. Look whether it came out.":
    "Printa ya {host} imekata muunganisho ikichapisha. Angalia kama risiti imetoka.",
  '"{address}" is no printer\'s address.': '"{address}" si anwani ya printa.',
  "The printer did not answer within {seconds} seconds. Look whether it came out.":
    "Printa haikujibu ndani ya sekunde {seconds}. Angalia kama risiti imetoka.",
  "The system knows no printer named {name}.": "Kompyuta haijui printa yenye jina {name}.",
  "The printer {name} is stopped. Start it again, then retry.":
    "Printa {name} imesimamishwa. Iwashe tena, kisha jaribu tena.",
  "The printer {name} is stopped ({reason}). Start it again, then retry.":
    "Printa {name} imesimamishwa ({reason}). Iwashe tena, kisha jaribu tena.",
  "The printer {name} is not accepting jobs.": "Printa {name} haipokei kazi.",
  "The printer {name} is not accepting jobs ({reason}).": "Printa {name} haipokei kazi ({reason}).",
  "This user may not print on {name}.": "Mtumiaji huyu haruhusiwi kuchapisha kwa {name}.",
  "The printer {name} refused: {reason}": "Printa {name} imekataa: {reason}",
  "The printer {name} did not take the receipt: {reason}":
    "Printa {name} haikuchukua risiti: {reason}",
  "This computer has no printing system (CUPS). Install it, or choose another way to print.":
    "Kompyuta hii haina mfumo wa kuchapisha (CUPS). Usakinishe, au chagua njia nyingine ya kuchapisha.",
  "The printing system of this computer (CUPS) is not running. Start it again.":
    "Mfumo wa kuchapisha wa kompyuta hii (CUPS) haufanyi kazi. Uwashe tena.",
  "No printer has been chosen. Choose one under Settings, Printer.":
    "Hakuna printa iliyochaguliwa. Chagua moja kwenye Mipangilio, Printa.",
  "In the browser on Windows, Tomtin cannot reach the system's printers. Use the desktop program, or let receipts be saved into a folder.":
    "Kwenye kivinjari cha Windows, Tomtin haifikii printa za kompyuta. Tumia programu ya kompyuta, au hifadhi risiti kwenye folda.",
  "On Windows, Tomtin cannot send raw receipts through a driver. Choose the printer with its driver, or its network address.":
    "Kwenye Windows, Tomtin haiwezi kutuma risiti ghafi kupitia kiendeshi. Chagua printa pamoja na kiendeshi chake, au anwani yake ya mtandao.",
  "Nothing may be written into the folder {folder}.":
    "Hairuhusiwi kuandika chochote kwenye folda {folder}.",
  "The disk with the folder {folder} is full.": "Diski yenye folda {folder} imejaa.",
  "The folder {folder} is not there.": "Folda {folder} haipo.",
  "The folder {folder} holds too many copies of this receipt.":
    "Folda {folder} ina nakala nyingi mno za risiti hii.",
  "The printing was broken off.": "Uchapishaji umekatizwa.",
  "This receipt could not be drawn. It is in the log.":
    "Risiti hii haikuweza kuchorwa. Imeandikwa kwenye kumbukumbu za programu.",
  "What was to be printed is not in these books.":
    "Kilichopaswa kuchapishwa hakipo kwenye vitabu hivi.",
  "The program was closed while this was being printed. Look whether it came out.":
    "Programu ilifungwa hii ikichapishwa. Angalia kama risiti imetoka.",
} as const;
