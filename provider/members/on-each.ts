import { asOne } from "../ssh";

/** The same on several machines side by side; all that fail are named, a mistake of ours before them. */
export async function onEach<Item, Answer>(
  items: readonly Item[],
  act: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const results = await Promise.allSettled(items.map(act));
  const failed = results.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
  const error = asOne(failed, "machines");
  if (error) throw error;
  return results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}
