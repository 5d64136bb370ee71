/** What state has for a secret after the import of an export: only the cluster has the value. */
export const notExported = "(a secret that was not exported)";

export const hasNotExported = (value: unknown): boolean =>
  value === notExported ||
  (typeof value === "object" && value !== null && Object.values(value).some((each) => hasNotExported(each)));
