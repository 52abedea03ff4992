/** Lower case and without accents: "José" is found by "jose", `Decisión` by `decision`. */
export const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
