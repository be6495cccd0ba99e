import type { Chance } from "#main/demo/random.ts";
import { CentreTrouble, type Centre } from "#main/replication/centre.ts";
import type { Schedule } from "./schedule.ts";
import type { Trace } from "./trace.ts";

/** What can go wrong between one device and the centre, in per cent of the calls. */
export interface Weather {
  readonly requestLost: number;
  readonly replyLost: number;
  readonly duplicated: number;
  /** Minutes late rather than milliseconds. */
  readonly delayed: number;
  /** What answers is not the centre. What turns over on the way is TLS's to find. */
  readonly garbage: number;
  readonly busy: number;
}

export const CALM: Weather = {
  requestLost: 0,
  replyLost: 0,
  duplicated: 0,
  delayed: 0,
  garbage: 0,
  busy: 0,
};

/** How long a device waits for an answer. */
const PATIENCE_MS = 30_000;
const TEN_MINUTES_MS = 600_000;

export interface NetworkParts {
  readonly schedule: Schedule;
  readonly chance: Chance;
  readonly trace: Trace;
  /** Which start of the centre's process is running at this moment; null: none. */
  readonly centreRuns: () => number | null;
  /** Whether a line that begins now goes through a pooler. */
  readonly pooled: () => boolean;
}

/** The line of one program start to the centre. When the program dies, so does the line. */
export class Line {
  readonly #parts: NetworkParts;
  readonly #who: string;
  weather: Weather = CALM;
  /** No request arrives. */
  cut = false;
  /** Requests arrive, answers do not. */
  oneWay = false;
  #alive = true;
  /** A pooler stands between: it connects to whatever centre there is, and the device hears nothing of it. */
  readonly #pooled: boolean;
  /** The centre's start that this connection is to. */
  #to: number | null = null;

  constructor(parts: NetworkParts, who: string) {
    this.#parts = parts;
    this.#who = who;
    this.#pooled = parts.pooled();
  }

  /** The program is gone: an answer on its way reaches nobody, a request on its way still arrives. */
  die(): void {
    this.#alive = false;
  }

  /** The centre as this program sees it. */
  through(centre: Centre): Centre {
    return {
      hello: () =>
        this.#call(
          () => "hello",
          () => centre.hello(),
        ),
      openEpoch: (opening) =>
        this.#call(
          () => `open epoch ${opening.epoch.slice(0, 8)}`,
          () => centre.openEpoch(opening),
        ),
      push: (batch) =>
        this.#call(
          () => `push ${batch.facts.length} from ${batch.epoch.slice(0, 8)}@${batch.first}`,
          () => centre.push(batch),
        ),
      pull: (have, limit) =>
        this.#call(
          () => `pull ${JSON.stringify(have)}`,
          () => centre.pull(have, limit),
        ),
      heartbeat: (status) =>
        this.#call(
          () => "heartbeat",
          () => centre.heartbeat(status),
        ),
      closePeriod: (through, have) =>
        this.#call(
          () => `close period ${through}`,
          () => centre.closePeriod(through, have),
        ),
      tills: () =>
        this.#call(
          () => "tills",
          () => centre.tills(),
        ),
      decide: (incident, decision) =>
        this.#call(
          () => `decide ${incident} ${decision}`,
          () => centre.decide(incident, decision),
        ),
      retry: (fact) =>
        this.#call(
          () => `retry ${fact.slice(-8)}`,
          () => centre.retry(fact),
        ),
      remember: (days) =>
        this.#call(
          () => `remember ${days.length} days`,
          () => centre.remember(days),
        ),
      enrol: (...login) =>
        this.#call(
          () => `enrol ${login[0]}`,
          () => centre.enrol(...login),
        ),
      widen: (till, scope) =>
        this.#call(
          () => `widen ${till}`,
          () => centre.widen(till, scope),
        ),
      shutOut: (till) =>
        this.#call(
          () => `shut out ${till}`,
          () => centre.shutOut(till),
        ),
      safety: () =>
        this.#call(
          () => "safety",
          () => centre.safety(),
        ),
      wasCut: () => false,
      close: () => Promise.resolve(),
    };
  }

  #call<T>(what: () => string, ask: () => Promise<T>): Promise<T> {
    const { schedule, chance, trace, centreRuns } = this.#parts;
    return new Promise<T>((resolve, reject) => {
      let waiting = true;
      const end = (finish: () => void): void => {
        if (!waiting || !this.#alive) return;
        waiting = false;
        noPatience();
        finish();
      };
      const fail = (kind: "unreachable" | "busy" | "garbage", why: string): void =>
        end(() => {
          trace.say(this.#who, `${what()}: ${why}`);
          reject(new CentreTrouble(kind, why));
        });
      const noPatience = schedule.after(PATIENCE_MS, () => fail("unreachable", "no answer"));
      if (this.cut || this.#struck("requestLost")) return;
      if (this.#struck("busy")) {
        schedule.after(this.#way(), () => fail("busy", "come again"));
        return;
      }
      if (this.#struck("garbage")) {
        schedule.after(this.#way(), () => fail("garbage", "a captive portal answered"));
        return;
      }
      const arrive = async (): Promise<void> => {
        const running = centreRuns();
        if (running === null) return fail("unreachable", "nobody listens");
        const reset = this.#to !== null && this.#to !== running && !this.#pooled;
        // A late copy of a request ends with the connection it was sent on; nobody hears of it.
        if (reset && !waiting) return;
        this.#to = running;
        if (reset) return fail("unreachable", "connection reset");
        let answer: () => void;
        try {
          const reply = await ask();
          answer = () => end(() => resolve(reply));
        } catch (error) {
          answer = () => end(() => reject(error));
        }
        if (this.oneWay || this.#struck("replyLost")) {
          trace.say(this.#who, `${what()}: done, and the answer lost`);
          return;
        }
        schedule.after(this.#way(), answer);
      };
      schedule.after(this.#way(), arrive);
      if (this.#struck("duplicated")) {
        trace.say(this.#who, `${what()}: sent twice`);
        schedule.after(this.#way() + chance.whole(0, 2000), arrive);
      }
    });
  }

  #struck(fault: keyof Weather): boolean {
    return this.weather[fault] > 0 && this.#parts.chance.happens(this.weather[fault]);
  }

  /** Milliseconds one way. */
  #way(): number {
    const { chance } = this.#parts;
    return this.#struck("delayed") ? chance.whole(1000, TEN_MINUTES_MS) : chance.whole(5, 200);
  }
}
