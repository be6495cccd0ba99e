import { windowSettings } from "./window-settings.ts";

const TONES = {
  added: { hertz: 1_320, ms: 60 },
  refused: { hertz: 220, ms: 220 },
} as const;

const GAIN = { off: 0, quiet: 0.05, usual: 0.15, loud: 0.5 } as const;

let context: AudioContext | undefined;

/** A short tone; a machine without sound, or before the first touch, stays silent. */
export function beep(tone: keyof typeof TONES): void {
  const { volume } = windowSettings();
  if (volume === "off" || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") {
    void context.resume();
    return;
  }
  const { hertz, ms } = TONES[tone];
  const end = context.currentTime + ms / 1000;
  const oscillator = new OscillatorNode(context, { frequency: hertz, type: "triangle" });
  const fading = new GainNode(context, { gain: GAIN[volume] });
  fading.gain.setTargetAtTime(0, end - 0.02, 0.01);
  oscillator.connect(fading).connect(context.destination);
  oscillator.start();
  oscillator.stop(end);
}
