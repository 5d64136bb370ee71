import { allShown } from "../engine";
import { PacemakerError } from "../errors";
import { clusterOf, type Configuration } from "./configuration";
import { displayOf } from "./display";
import { strings, type Properties } from "./properties";
import { secrets } from "./secrets";

/** An error leaves without secrets, without a stack, and without a field that the transport would read. */
function withoutSecrets(error: Error & Properties, properties: Properties): Error {
  const { message, id, properties: kept, reasons } = error;
  const isExplained = error instanceof PacemakerError || id !== undefined;
  const said = isExplained ? message : new PacemakerError("INTERNAL", message).message;
  const clean = new Error(secrets.hide(said, properties));
  clean.stack = "";
  if (id === undefined) return clean;
  const hidden = strings(reasons).map((each) => secrets.hide(each, properties));
  return Object.assign(clean, { id, properties: kept, reasons: hidden });
}

/** A host that could not be used is said once, with whatever is done next. */
function tellNews(properties: Properties, label: string, configuration: Configuration): void {
  if (!configuration.known) return;
  const { warn } = displayOf(properties, label);
  for (const text of clusterOf(configuration).news()) warn(text);
}

/** Around all that a call of the engine does: what is said of it has arrived before its result does. */
export async function guard<T>(
  { properties, label }: { properties: Properties; label: string },
  configuration: () => Configuration,
  act: () => Promise<T>,
): Promise<T> {
  secrets.learn(properties);
  try {
    return await act();
  } catch (error) {
    throw withoutSecrets(error as Error & Properties, properties);
  } finally {
    tellNews(properties, label, configuration());
    await allShown();
  }
}
