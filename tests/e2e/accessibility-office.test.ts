import { lookedAtClosely } from "./axe-walks.ts";
import { layoutFaults } from "./layout-faults.ts";
import { walkOffice } from "./walk-office.ts";

lookedAtClosely([["the office", "demo", walkOffice]], layoutFaults);
