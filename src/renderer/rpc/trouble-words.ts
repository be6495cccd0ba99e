import { t } from "../text/text.ts";

/** What is wrong with an enrolment code. */
export const codeWords = (): Readonly<Record<string, string>> => ({
  not_a_code: t("This is not an enrolment code. It begins with TOMTIN1."),
  damaged: t("A part of the code is missing or mistyped. Copy all of it once more."),
  newer: t("The code was made by a newer Tomtin. Update this one first."),
  not_protected: t(
    "The code would send your books unprotected over the network. Make another one.",
  ),
});

/** Why a good code is not for this till. */
export const unfitWords = (): Readonly<Record<string, string>> => ({
  connected: t("This till belongs to a centre already."),
  not_office: t("Only an office of all businesses makes codes for tills."),
  itself: t("That is this office itself. Its own code comes from whoever runs the centre."),
  till: t("The code is for another till: its till code is not this one's."),
  key: t(
    "The code belongs to other books: they have another key. Books that were kept alone cannot be brought along: join with an empty data folder (--data), and keep the old one beside.",
  ),
  key_missing: t("The code does not carry the owner's key. Make one at the office that does."),
  empty: t("The centre has no books yet. Connect the office that has them first."),
  first: t("The centre has no books yet. The first to connect must be enrolled as the office."),
});

/** Why the centre did not answer, in words that say what to do. */
export const troubleWords = (): Readonly<Record<string, string>> => ({
  unreachable: t("The centre does not answer. Check the network; it is tried again by itself."),
  busy: t("The centre is busy. It is tried again by itself."),
  refused: t("The centre does not let this till in: it was revoked, or enrolled anew."),
  untrusted: t("Whoever answers is not the centre that this till was enrolled with."),
  garbage: t("What answers there is not a centre. Is a login page of the network in between?"),
  newer: t("The centre is newer than this program. Update Tomtin here."),
  older: t("The centre is older than this program. Update the centre first."),
  not_office: t("Only an office of all businesses sees the other tills."),
  other_books: t(
    "The centre keeps other books than this till. Books that were kept alone cannot be brought along: join with an empty data folder (--data), and keep the old one beside.",
  ),
  former: t("Only an old server of the centre answers, which another one replaced. Wait for that."),
});

/** Why a file is not taken back as the books. */
export const copyWords = (): Readonly<Record<string, string>> => ({
  missing: t("There is no such file on this computer. Give its whole path."),
  in_use: t("These are the very books in use. Choose a copy of them."),
  busy: t("The books are being copied or checked just now. Try again in a moment."),
  not_books: t("This file is not a copy of Tomtin's books."),
  newer: t("This copy is of a newer Tomtin. Update the program first."),
  damaged: t("This copy is damaged, so it was left alone. Try an older one."),
  other_till: t("This copy is of another till. Each till takes back its own."),
  other_books: t("This copy is of other books than those of this computer."),
  other_key: t("The owner's key here is not the key of these books."),
  key_file: t("There is no owner's key in that file."),
});
