import { type Accessor, createMemo, For, type JSX } from "solid-js";

/**
 * A list whose items stand on the page for as long as their name is in it, whatever they say meanwhile: an event that
 * arrives takes no row away from under the keys, nor what somebody has marked in it. Names are different from each other.
 */
export function Keyed<T>(props: {
  each: readonly T[];
  by: (it: T) => string;
  children: (it: Accessor<T>) => JSX.Element;
}) {
  const named = createMemo(() => new Map(props.each.map((it) => [props.by(it), it])));
  return (
    <For each={[...named().keys()]}>
      {(name) => {
        // One that has just left says what it said last until it is gone from the page.
        const it = createMemo<T>((was) => named().get(name) ?? was, named().get(name)!);
        return props.children(it);
      }}
    </For>
  );
}
