const TONES = {
  added: { hertz: 1_320, ms: 60 },
  refused: { hertz: 220, ms: 220 },
} as const;

let context: AudioContext | undefined;

/** A short tone; a machine without sound, or before the first touch, stays silent. */
export function beep(tone: keyof typeof TONES): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") {
    void context.resume();
    return;
  }
  const { hertz, ms } = TONES[tone];
  const end = context.currentTime + ms / 1000;
  const oscillator = new OscillatorNode(context, { frequency: hertz, type: "triangle" });
  const volume = new GainNode(context, { gain: 0.15 });
  volume.gain.setTargetAtTime(0, end - 0.02, 0.01);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start();
  oscillator.stop(end);
}
