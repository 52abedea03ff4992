import { type ImportProgress, importLimits } from "../../shared/indicators/import.ts";
import { api, ask, Problem } from "../api.ts";
import { refresh } from "./charts.ts";

/** Bytes as text that a request can carry; long ones in pieces, because a call takes only so many arguments. */
function base64Of(bytes: Uint8Array) {
  const step = 0x8000;
  let text = "";
  for (let from = 0; from < bytes.length; from += step)
    text += String.fromCharCode(...bytes.subarray(from, from + step));
  return btoa(text);
}

/** Sends a file in parts, and tells how far it is (0 to 1). */
export async function sendFile(id: string, file: File, tell: (share: number) => void) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  await ask(api.indicators.imports.$post({ json: { id, file: file.name.slice(0, 200) || "readings.csv" } }));
  const { partBytesMax } = importLimits;
  const count = Math.max(1, Math.ceil(bytes.length / partBytesMax));
  for (let place = 0; place < count; place += 1) {
    const part = bytes.subarray(place * partBytesMax, (place + 1) * partBytesMax);
    await ask(
      api.indicators.imports[":import"].parts[":place"].$put({
        param: { import: id, place: String(place) },
        json: { base64: base64Of(part) },
      }),
    );
    tell((place + 1) / count);
  }
}

export const lookAt = (id: string, decimal: "comma" | "point" | null) =>
  ask(api.indicators.imports[":import"].preview.$post({ param: { import: id }, json: { decimal } }));

/** So often a line that broke is tried again. */
const triesMax = 5;

/** Writes what was looked at, a part after the other; a line that breaks is taken up where it was. */
export async function writeAll(id: string, fingerprint: string, tell: (it: ImportProgress) => void) {
  for (let tries = 0; ; ) {
    try {
      const progress = await ask(
        api.indicators.imports[":import"].confirmation.$post({
          param: { import: id },
          json: { fingerprint },
        }),
      );
      tell(progress);
      if (progress.status === "done") {
        void refresh();
        return progress;
      }
      tries = 0;
    } catch (error) {
      tries += 1;
      if (!(error instanceof Problem && error.code === "offline") || tries >= triesMax) throw error;
    }
  }
}
