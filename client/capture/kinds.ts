import type { RecordKind } from "../../shared/documents/record.ts";
import type { IdPrefix } from "../../shared/ids.ts";
import { bookOpenIcon, handshakeIcon } from "../ui/icons.ts";

/** What is the same for every capture of a kind. */
export interface Kind {
  kind: RecordKind;
  /** The letter that chooses it. */
  letter: string;
  /** Every word after `/` that asks for it, in both languages. */
  names: readonly string[];
  icon: string;
  prefix: IdPrefix;
}

/** Lucide's (ISC licence): signpost, chart-line, circle-parking. */
const signpostIcon =
  '<path d="M12 13v8"/><path d="M12 3v3"/><path d="M2.354 10.354a1.207 1.207 0 0 1 0-1.708l2.06-2.06A2 2 0 0 1 5.828 6h12.344a2 2 0 0 1 1.414.586l2.06 2.06a1.207 1.207 0 0 1 0 1.708l-2.06 2.06a2 2 0 0 1-1.414.586H5.828a2 2 0 0 1-1.414-.586z"/>';
const chartLineIcon = '<path d="M3 3v16a2 2 0 0 0 2 2h16"/><path d="m19 9-5 5-4-4-3 3"/>';
const parkingIcon = '<circle cx="12" cy="12" r="10"/><path d="M9 17V7h4a3 3 0 0 1 0 6H9"/>';

/** In the order in which menus show them; the first is chosen until somebody says otherwise. */
export const kinds: readonly Kind[] = [
  {
    kind: "commitment",
    letter: "c",
    names: ["c", "commitment", "compromiso"],
    icon: handshakeIcon,
    prefix: "com",
  },
  { kind: "decision", letter: "d", names: ["d", "decision", "decisión"], icon: signpostIcon, prefix: "dec" },
  {
    kind: "indicator",
    letter: "i",
    names: ["i", "indicator", "indicador"],
    icon: chartLineIcon,
    prefix: "rdg",
  },
  {
    kind: "passage",
    letter: "a",
    names: ["a", "agenda", "agenda passage", "pasaje", "pasaje de la agenda"],
    icon: bookOpenIcon,
    prefix: "pst",
  },
  {
    kind: "parked",
    letter: "p",
    names: ["p", "parking lot", "parking", "pendiente", "temas pendientes"],
    icon: parkingIcon,
    prefix: "prk",
  },
];

export const kindOf = (kind: RecordKind) => kinds.find((it) => it.kind === kind)!;
