import { PacemakerError, type ErrorCode } from "../../../provider/errors";
import { unlessUnreachable } from "../../../provider/handler/unreachable";
import { together } from "../../../provider/ssh";

const chosen = { PULUMI_PACEMAKER_DELETE_UNREACHABLE: "true" };
const failing = (...codes: [ErrorCode, ...ErrorCode[]]) => {
  const [first, ...others] = codes.map((code, i) => new PacemakerError(code, "no answer", { host: `node${i + 1}` }));
  return Promise.reject(together([first as PacemakerError, ...others], "none of them can be used:"));
};
const warnings: string[] = [];
const warn = (what: string) => warnings.push(what);

test("without the user's word it is an error that says how to give it", async () => {
  await expect(unlessUnreachable(failing("SSH_UNREACHABLE"), warn, {})).rejects.toThrow(
    /node1: no answer \[SSH_UNREACHABLE\]\s+Nothing was deleted.*PULUMI_PACEMAKER_DELETE_UNREACHABLE=true pulumi destroy/,
  );
  await expect(
    unlessUnreachable(failing("SSH_UNREACHABLE"), warn, { PULUMI_PACEMAKER_DELETE_UNREACHABLE: "no" }),
  ).rejects.toThrow();
  expect(warnings).toEqual([]);
});

test("with it the resource is forgotten with a warning", async () => {
  await unlessUnreachable(failing("SSH_UNREACHABLE", "SSH_UNREACHABLE"), warn, chosen);
  expect(warnings).toEqual([expect.stringContaining("node2: no answer [SSH_UNREACHABLE]")]);
});

test.each([["SSH_REFUSED"], ["SSH_AUTH"], ["CLUSTER_DOWN"], ["HELD_BACK"]] as const)(
  "a host that answers is not gone: %s, also beside one that does not answer",
  async (code) => {
    await expect(unlessUnreachable(failing(code), warn, chosen)).rejects.toThrow(`[${code}]`);
    await expect(unlessUnreachable(failing("SSH_UNREACHABLE", code), warn, chosen)).rejects.toThrow(`[${code}]`);
  },
);
