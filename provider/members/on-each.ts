import { PacemakerError } from "../errors";
import { together } from "../ssh";

/** The same on several machines side by side; all that fail are named, a mistake of ours before them. */
export async function onEach<Item, Answer>(
  items: readonly Item[],
  act: (item: Item) => Promise<Answer>,
): Promise<Answer[]> {
  const results = await Promise.allSettled(items.map(act));
  const failed = results.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
  const bug = failed.find((each) => !(each instanceof PacemakerError));
  if (bug) throw bug;
  const [first, ...others] = failed.filter((each) => each instanceof PacemakerError);
  if (first) throw together([first, ...others], `failed on ${failed.length} machines:`);
  return results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}
