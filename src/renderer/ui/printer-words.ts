import { retell } from "../text/retell.ts";

/**
 * Why a receipt did not come out, in the window's language. The printing says it in English, and
 * what CUPS or a driver said in its own words is shown as it came.
 */
export function printerWords(problem: string): string {
  return ofThePrinter(problem) ?? ofTheSystem(problem) ?? ofTheProgram(problem) ?? problem;
}

const ofThePrinter = (problem: string): string | undefined =>
  retell("The printer at {host} cannot print: {trouble}.", problem, troubles) ??
  retell("The printer at {host} does not answer. Is it on, and connected?", problem) ??
  retell("The printer at {host} closed the connection.", problem) ??
  retell("The printer at {host} refuses the connection. Is this the printer's address?", problem) ??
  retell("The printer at {host} is not known on this network. Look at its name.", problem) ??
  retell("The printer at {host} cannot be reached. Is it on, and on the same network?", problem) ??
  retell("The printer at {host} cannot be reached ({cause}).", problem) ??
  retell(
    "The printer at {host} broke the connection while it was printing. Look whether it came out.",
    problem,
  ) ??
  retell('"{address}" is no printer\'s address.', problem) ??
  retell("The printer did not answer within {seconds} seconds. Look whether it came out.", problem);

const troubles = (trouble: string): string =>
  retell("it has no paper", trouble) ??
  retell("its cover is open", trouble) ??
  retell("it reports an error", trouble) ??
  trouble;

const ofTheSystem = (problem: string): string | undefined =>
  retell("The system knows no printer named {name}.", problem) ??
  retell("The printer {name} is stopped. Start it again, then retry.", problem) ??
  retell("The printer {name} is stopped ({reason}). Start it again, then retry.", problem) ??
  retell("The printer {name} is not accepting jobs.", problem) ??
  retell("The printer {name} is not accepting jobs ({reason}).", problem) ??
  retell("This user may not print on {name}.", problem) ??
  retell("The printer {name} refused: {reason}", problem) ??
  retell("The printer {name} did not take the receipt: {reason}", problem) ??
  retell(
    "This computer has no printing system (CUPS). Install it, or choose another way to print.",
    problem,
  ) ??
  retell("The printing system of this computer (CUPS) is not running. Start it again.", problem);

const ofTheProgram = (problem: string): string | undefined =>
  retell("No printer has been chosen. Choose one under Settings, Printer.", problem) ??
  retell(
    "In the browser on Windows, Tomtin cannot reach the system's printers. Use the desktop program, or let receipts be saved into a folder.",
    problem,
  ) ??
  retell(
    "On Windows, Tomtin cannot send raw receipts through a driver. Choose the printer with its driver, or its network address.",
    problem,
  ) ??
  retell("Nothing may be written into the folder {folder}.", problem) ??
  retell("The disk with the folder {folder} is full.", problem) ??
  retell("The folder {folder} is not there.", problem) ??
  retell("The folder {folder} holds too many copies of this receipt.", problem) ??
  retell("The printing was broken off.", problem) ??
  retell("This receipt could not be drawn. It is in the log.", problem) ??
  retell("What was to be printed is not in these books.", problem) ??
  retell("The program was closed while this was being printed. Look whether it came out.", problem);
