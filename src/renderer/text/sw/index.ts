import { OFFICE } from "./office.ts";
import { REFUSALS } from "./refusals.ts";
import { COUNTER } from "./counter.ts";
import { JOBS } from "./jobs.ts";
import { SHIFT } from "./shift.ts";
import { WINDOWS } from "./windows.ts";

/**
 * English text → Swahili, as it is spoken in Kenyan shops. A text stands in the file of the first
 * room that uses it. The same thing has the same word everywhere:
 *
 *     account          akaunti               job              kazi
 *     accountant       mhasibu               ledger           leja
 *     alert            tahadhari             manager          meneja
 *     approve          idhinisha             on account       kwa deni
 *     balance          salio                 owner            mmiliki
 *     balance due      deni                  park, recall     egesha, rudisha  
 *     batch            bechi                 production run   uzalishaji
 *     books            vitabu                receipt          risiti
 *     business         biashara              recipe           fomula
 *     cash             pesa taslimu          refund           rudisha pesa
 *     cashier          keshia                reverse          batilisha
 *     centre           kituo kikuu           safe             sefu
 *     change (coins)   chenji                sale             mauzo
 *     code             msimbo                serial           nambari tambulishi
 *     container        chombo                shift            zamu
 *     count            hesabu                statement        taarifa
 *     customer         mteja                 stock            bidhaa zilizopo
 *     cylinder         mtungi                store credit     akiba ya mteja
 *     debit, credit    debiti, krediti       supplier         msambazaji
 *     deposit          amana                 till             kaunta
 *     discount         punguzo               till of M-Pesa   till ya M-Pesa
 *     drawer           droo                  trial balance    urari
 *     entry            ingizo                write off        futa
 *     exchange         badilisha             Z, X             Z, X
 *     float            pesa za kuanzia     park (a sale)    egesha
 *     invoice          ankara
 *     item             bidhaa
 */
export const SWAHILI: ReadonlyMap<string, string> = new Map(
  [WINDOWS, REFUSALS, COUNTER, SHIFT, JOBS, OFFICE].flatMap((words) => Object.entries(words)),
);
