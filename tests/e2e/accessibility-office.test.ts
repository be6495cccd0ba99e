import { lookedAtClosely } from "./axe-walks.ts";
import { walkOffice } from "./walk.ts";

lookedAtClosely([["the office", "demo", walkOffice]]);
