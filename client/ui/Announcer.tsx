import { announced } from "./announce.ts";

/** The two live regions; the page holds them once. */
export const Announcer = () => (
  <>
    <div class="sr-only" role="status" aria-live="polite">
      {announced.polite()}
    </div>
    <div class="sr-only" role="alert" aria-live="assertive">
      {announced.assertive()}
    </div>
  </>
);
