import { z } from "zod";

/** What a schema's `.meta()` says that the sdk acts on. */
interface Meta {
  form?: string;
  fromName?: boolean;
  deletedWith?: boolean;
  secret?: boolean;
}

/** What a program gives: a key with `undefined` is none. */
export const given = (args: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));

const wraps = (field: unknown): field is z.ZodOptional | z.ZodArray =>
  field instanceof z.ZodOptional || field instanceof z.ZodArray;

/** Of a list or of what may be left out, also what is said of the values themselves. */
export function metaOf(field: unknown): Meta {
  const inner = wraps(field) ? metaOf(field.unwrap()) : {};
  return { ...inner, ...(field instanceof z.ZodType && (field.meta() as Meta | undefined)) };
}

export const fieldsWith = ({ shape }: { shape: object }, test: (meta: Meta) => unknown): string[] =>
  Object.entries(shape).flatMap(([name, field]) => (test(metaOf(field)) ? [name] : []));

/** Is it, or is anything in it, a secret by its nature? */
export function holdsSecret(field: unknown): boolean {
  if (metaOf(field).secret) return true;
  if (wraps(field)) return holdsSecret(field.unwrap());
  return field instanceof z.ZodObject && Object.values(field.shape).some(holdsSecret);
}
