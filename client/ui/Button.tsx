import { A } from "@solidjs/router";
import { type JSX, Show, splitProps } from "solid-js";
import styles from "./button.module.css";
import { Icon } from "./Icon.tsx";

interface Look {
  kind?: "primary" | "default" | "soft" | "ghost" | "danger";
  size?: "small" | "medium" | "large";
  /** An icon of `icons.ts`, before the words. */
  icon?: string;
  /** The key that does the same, shown at the end. */
  hint?: string;
}

const classOf = (look: Look, isIconOnly: boolean, more?: string) =>
  [
    styles.button,
    styles[look.kind ?? "default"],
    styles[look.size ?? "medium"],
    isIconOnly ? styles.iconOnly : "",
    more ?? "",
  ].join(" ");

const Inside = (props: Look & { children?: JSX.Element }) => (
  <>
    <Show when={props.icon}>{(icon) => <Icon of={icon()} />}</Show>
    {props.children}
    <Show when={props.hint}>
      <span aria-hidden="true">
        <kbd>{props.hint}</kbd>
      </span>
    </Show>
  </>
);

/** A button. With an icon and no words, `aria-label` must say what it does; it is shown as a tip as well. */
export function Button(props: Look & JSX.ButtonHTMLAttributes<HTMLButtonElement>) {
  const [look, inside, rest] = splitProps(props, ["kind", "size", "icon", "hint"], ["children", "class"]);
  return (
    <button
      type="button"
      title={props["aria-label"]}
      {...rest}
      class={classOf(look, !("children" in props), inside.class as string | undefined)}
    >
      <Inside {...look}>{inside.children}</Inside>
    </button>
  );
}

/** A link to a page of ours that looks like a button. */
export function ButtonLink(props: Look & { href: string; children: JSX.Element; class?: string }) {
  return (
    <A href={props.href} class={classOf(props, false, props.class)}>
      <Inside {...props} />
    </A>
  );
}
