/** What a column of a file can hold. */
export type Column =
  | "indicator"
  | "period"
  | "value"
  | "unit"
  | "status"
  | "note"
  | "group"
  | "people"
  | "by";

/** How people call the columns, in both languages; accents and capitals do not matter. */
const names: Record<Column, readonly string[]> = {
  indicator: ["indicator", "indicador", "code", "codigo", "id"],
  period: ["period", "periodo", "quarter", "trimestre", "month", "mes", "year", "ano"],
  value: ["value", "valor", "dato", "reading", "number", "numero"],
  unit: ["unit", "unidad"],
  status: ["status", "estado"],
  note: ["note", "nota", "comment", "comentario", "because", "porque"],
  group: ["group", "grupo"],
  people: ["people", "personas", "n"],
  by: ["by", "breakdown", "desglose"],
};

/** Columns of our own files that an import has no use for. */
const others = new Set(["name", "nombre", "reported_on", "reported on", "informado"]);

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Where each column stands, by the names in the first line; undefined when what every line needs is not there. */
export function columnsOf(header: readonly string[]) {
  const places = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [at, name] of header.entries()) {
    const column = (Object.keys(names) as Column[]).find((it) => names[it].includes(plain(name)));
    if (column && !places.has(column)) places.set(column, at);
    else if (name.trim() !== "" && !others.has(plain(name))) unknown.push(name.slice(0, 60));
  }
  const isWhole = (["indicator", "period", "value"] as const).every((it) => places.has(it));
  return isWhole ? { places, unknown: unknown.slice(0, 20) } : undefined;
}
