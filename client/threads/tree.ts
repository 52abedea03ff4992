import type { Post } from "../../shared/threads/post.ts";

/** A post with those that answer it, in the order in which they were said. */
export interface Branch {
  post: Post;
  replies: Post[];
}

/** The posts as a tree of two levels. A reply whose post is not here (yet) stands by itself. */
export function treeOf(posts: Iterable<Post>): Branch[] {
  const all = [...posts].sort((a, b) => a.seq - b.seq);
  const byId = new Map(all.map((it) => [it.id, it]));
  const repliesTo = Map.groupBy(
    all.filter((it) => it.replyTo !== null && byId.has(it.replyTo)),
    (it) => it.replyTo!,
  );
  return all
    .filter((it) => it.replyTo === null || !byId.has(it.replyTo))
    .map((post) => ({ post, replies: repliesTo.get(post.id) ?? [] }));
}

/** Something that happened between the posts of a thread. */
export interface Knot {
  seq: number;
}

/** Branches and what happened between them, in one order. What is older than the first post that is here waits for it. */
export function withKnots<It extends Knot>(
  tree: readonly Branch[],
  knots: readonly It[],
  mayHaveEarlier: boolean,
): ({ branch: Branch } | { knot: It })[] {
  const from = mayHaveEarlier ? (tree[0]?.post.seq ?? 0) : 0;
  return [
    ...tree.map((branch) => ({ seq: branch.post.seq, branch })),
    ...knots.filter(({ seq }) => seq > from).map((knot) => ({ seq: knot.seq, knot })),
  ].sort((a, b) => a.seq - b.seq);
}

/** A post's text in pieces: what is a name in it, and what is not. */
export function piecesOf(text: string, names: readonly string[]): { text: string; isName: boolean }[] {
  const tags = names.filter(Boolean).map((it) => `@${it}`);
  if (tags.length === 0) return [{ text, isName: false }];
  // The longest first, so that "@Ana Reyes" is not taken for "@Ana".
  const pattern = tags
    .toSorted((a, b) => b.length - a.length)
    .map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");
  return text
    .split(new RegExp(`(${pattern})`, "u"))
    .filter((it) => it !== "")
    .map((it) => ({ text: it, isName: tags.includes(it) }));
}

/** What is being typed after an `@` that ends at the caret; nothing when no name is being typed. */
export function nameBeingTyped(text: string, caret: number): { from: number; typed: string } | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.(-]+){0,2})$/u.exec(text.slice(0, caret));
  return found ? { from: caret - found[1]!.length - 1, typed: found[1]! } : undefined;
}
