import type { JSX } from "solid-js";
import { Dialog } from "../ui/Dialog.tsx";

/** Contents and languages over the text, where there is no room beside it; it loads when it is asked for. */
export default function ContentsSheet(props: { title: string; onClose: () => void; children: JSX.Element }) {
  return (
    <Dialog shape="sheet" open title={props.title} onClose={props.onClose}>
      {props.children}
    </Dialog>
  );
}
