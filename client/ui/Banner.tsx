import type { JSX } from "solid-js";
import styles from "./banner.module.css";
import { Icon } from "./Icon.tsx";
import {
  circleAlertIcon,
  circleCheckIcon,
  cloudOffIcon,
  eyeIcon,
  infoIcon,
  triangleAlertIcon,
} from "./icons.ts";

const icons = {
  info: infoIcon,
  ok: circleCheckIcon,
  warn: circleAlertIcon,
  error: triangleAlertIcon,
  offline: cloudOffIcon,
  readOnly: eyeIcon,
};

/** A quiet line about the state of the page, with at most one way on. It is not announced by itself. */
export function Banner(props: { kind: keyof typeof icons; children: JSX.Element; action?: JSX.Element }) {
  return (
    <div class={`${styles.banner} ${styles[props.kind]}`} data-banner={props.kind}>
      <Icon of={icons[props.kind]} />
      <div class={styles.text}>{props.children}</div>
      {props.action}
    </div>
  );
}
