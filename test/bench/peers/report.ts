/** One question of the bench and what each server answered. */
export interface Figure {
  what: string;
  unit: string;
  /** One number a round. */
  found: Partial<Record<"ours" | "hocuspocus" | "bare", number[]>>;
  /** What ours is to reach: as a ratio to Hocuspocus, or as a number of its own. */
  goal: { atLeast?: number; atMost?: number; ours?: { atMost: number } } | undefined;
}

export const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const write = (number: number | undefined, unit: string) => {
  if (number === undefined || Number.isNaN(number)) return "–";
  const digits = Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  const text = number.toLocaleString("en", { maximumFractionDigits: digits });
  return unit === "" ? text : unit === "/s" ? `${text}/s` : `${text} ${unit}`;
};

const medianOf = (figure: Figure, name: keyof Figure["found"]) => {
  const numbers = figure.found[name];
  return numbers && median(numbers);
};

/** Ours as a share of Hocuspocus, where both answered with something. */
export function ratioOf(figure: Figure) {
  const [own, rival] = [medianOf(figure, "ours"), medianOf(figure, "hocuspocus")];
  return own !== undefined && rival ? own / rival : undefined;
}

/** Whether the goal is reached; `undefined` without one, or without anything to compare with. */
export function isReached(figure: Figure) {
  const { goal } = figure;
  if (!goal) return undefined;
  if (goal.ours) return (medianOf(figure, "ours") ?? Number.POSITIVE_INFINITY) <= goal.ours.atMost;
  const ratio = ratioOf(figure);
  if (ratio === undefined) return undefined;
  return (
    ratio >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) && ratio <= (goal.atMost ?? Number.POSITIVE_INFINITY)
  );
}

function goalOf({ goal }: Figure) {
  if (!goal) return "";
  if (goal.ours) return `≤ ${goal.ours.atMost}`;
  return goal.atLeast === undefined ? `≤ ${goal.atMost} ×` : `≥ ${goal.atLeast} ×`;
}

/** The figures as a table in Markdown: medians, and ours as a share of Hocuspocus. */
export function tableOf(figures: readonly Figure[]) {
  const rows = figures.map((figure) => {
    const ratio = ratioOf(figure);
    const reached = isReached(figure);
    return [
      figure.what,
      ...(["ours", "hocuspocus", "bare"] as const).map((name) => write(medianOf(figure, name), figure.unit)),
      ratio === undefined ? "" : `${ratio.toFixed(2)} ×`,
      `${goalOf(figure)}${reached === undefined ? "" : reached ? " ✓" : " **no**"}`,
    ];
  });
  const head = ["", "Common Thread", "Hocuspocus", "bare `ws`", "ours to Hocuspocus", "goal"];
  return `${[head, head.map((_, i) => (i === 0 ? "---" : "--:")), ...rows].map((it) => `| ${it.join(" | ")} |`).join("\n")}\n`;
}

/** Bars of ours as a share of Hocuspocus, which is the line at 1, with each goal as a tick. */
export function chartOf(figures: readonly Figure[]) {
  const rows = figures.filter((it) => ratioOf(it) !== undefined && (it.goal?.atLeast || it.goal?.atMost));
  const [left, width, height] = [330, 360, 34];
  const most = 2.4;
  const x = (ratio: number) => left + (Math.min(ratio, most) / most) * width;
  const bars = rows.map((figure, i) => {
    const ratio = ratioOf(figure)!;
    const y = 30 + i * height;
    const goal = figure.goal!.atLeast ?? figure.goal!.atMost!;
    const better = figure.goal!.atLeast ? "more is better" : "less is better";
    return `<g><title>${figure.what}: ${ratio.toFixed(2)} times Hocuspocus, goal ${goalOf(figure)}</title>
<text x="${left - 10}" y="${y + 12}" text-anchor="end">${figure.what}</text>
<text x="${left - 10}" y="${y + 24}" text-anchor="end" class="small">${better}</text>
<rect x="${left}" y="${y + 2}" width="${(x(ratio) - left).toFixed(1)}" height="18" rx="2" class="${isReached(figure) ? "held" : "missed"}"/>
<path d="M${x(goal).toFixed(1)} ${y - 2}v26" class="goal"/>
<text x="${(x(Math.max(ratio, goal)) + 6).toFixed(1)}" y="${y + 16}">${ratio.toFixed(2)} ×</text></g>`;
  });
  const end = 30 + rows.length * height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${end + 30}" role="img" aria-label="Common Thread as a share of Hocuspocus">
<style>
text { font: 12px system-ui, sans-serif; fill: #22332c } .small { font-size: 10px; fill: #5b6b63 }
.held { fill: #2f7d5b } .missed { fill: #b4572b } .goal { stroke: #22332c; stroke-width: 2 } .one { stroke: #8a978f; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) { text { fill: #e4ebe7 } .small { fill: #a3b1aa } .goal { stroke: #e4ebe7 } .held { fill: #58b58a } .missed { fill: #e08a5b } }
</style>
<path d="M${x(1).toFixed(1)} 16V${end}" class="one"/><text x="${x(1).toFixed(1)}" y="12" text-anchor="middle" class="small">Hocuspocus</text>
${bars.join("\n")}
<text x="${left}" y="${end + 18}" class="small">Bars: ours as a share of Hocuspocus. Ticks: the goal.</text>
</svg>
`;
}
