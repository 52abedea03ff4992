/** The mark: two strands that cross twice. `plain` is for a coloured ground. */
export const Mark = (props: { size: number; plain?: boolean }) => (
  <svg width={props.size} height={props.size} viewBox="0 0 32 32" aria-hidden="true">
    <rect
      width="32"
      height="32"
      rx="8"
      fill={props.plain ? "#fff" : "var(--primary)"}
      fill-opacity={props.plain ? ".14" : "1"}
    />
    <path
      d="M5 21.5c5.5 0 5.2-11 11-11s5.5 11 11 11"
      fill="none"
      stroke={props.plain ? "#fff" : "var(--on-primary)"}
      stroke-width="2.4"
      stroke-linecap="round"
      opacity=".6"
    />
    <path
      d="M5 10.5c5.5 0 5.2 11 11 11s5.5-11 11-11"
      fill="none"
      stroke={props.plain ? "#ff9cc0" : "var(--mk)"}
      stroke-width="2.6"
      stroke-linecap="round"
    />
  </svg>
);
