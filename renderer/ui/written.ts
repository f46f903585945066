/** Fields that may hold what is written and not stored. Each stores it; true when nothing of it is left to store. */
const fields = new Set<() => Promise<boolean>>();

/** Has a field stored before the page goes, for as long as it is there; returns what ends that. */
export function storeBeforeLeaving(store: () => Promise<boolean>): () => void {
  fields.add(store);
  return () => fields.delete(store);
}

/** Stores what is written in any field; whether all of it is stored now. */
export async function storeWritten(): Promise<boolean> {
  const stored = await Promise.all([...fields].map((store) => store()));
  return stored.every(Boolean);
}
