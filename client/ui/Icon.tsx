import styles from "./icon.module.css";
import { ownMarkup } from "./own-markup.ts";

/** A Lucide icon from `icons.ts`. It is decoration unless `label` says what it means. */
export function Icon(props: { of: string; class?: string | undefined; label?: string | undefined }) {
  return (
    <svg
      class={`${styles.icon} ${props.class ?? ""}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden={props.label ? undefined : "true"}
      aria-label={props.label}
      role={props.label ? "img" : undefined}
      innerHTML={ownMarkup(props.of)}
    />
  );
}
