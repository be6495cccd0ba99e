import { lookedAtByAxe } from "./axe-walks.ts";
import { walkOffice } from "./walk.ts";

lookedAtByAxe([["the office", "demo", walkOffice]]);
