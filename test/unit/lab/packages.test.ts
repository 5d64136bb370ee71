import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageServer } from "../../../lab/package-server";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-pacemaker-packages-"));
  writeFileSync(join(folder, "outside"), "secret");
  mkdirSync(join(folder, "served/sub"), { recursive: true });
  writeFileSync(join(folder, "served/Packages"), "index");
  writeFileSync(join(folder, "served/a_1%3a2_all.deb"), "package");
  writeFileSync(join(folder, "served/sub/file"), "deeper");
  server = packageServer(join(folder, "served"), "127.0.0.").listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(async () => {
  server.close();
  await once(server, "close");
  rmSync(folder, { recursive: true });
});

const port = (of: Server) => (of.address() as AddressInfo).port;

/** The path goes out as it is: nothing of it is made shorter on the way, as fetch would. */
function ask(path: string, method = "GET", of = server): Promise<{ status?: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: port(of), path, method, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => {
        resolve({ status: response.statusCode, text });
      });
    })
      .on("error", reject)
      .end();
  });
}

test("files are served by their names, as apt writes them", async () => {
  expect(await ask("/./Packages")).toEqual({ status: 200, text: "index" });
  expect(await ask("/./a_1%253a2_all.deb")).toEqual({ status: 200, text: "package" });
  expect(await ask("/Packages", "HEAD")).toEqual({ status: 200, text: "" });
});

test.each([
  ...["/", "//", "/outside", "/../outside", "/%2e%2e/outside", "/..%2foutside", "/..%2Fserved%2FPackages"],
  ...["/sub", "/sub/file", "/sub%2ffile", "/%00", "/%", "/Packages%00", "http://[/"],
])("%s is no file", async (path) => {
  expect(await ask(path)).toEqual({ status: 404, text: "" });
});

test("nothing can be changed", async () => {
  for (const method of ["PUT", "POST", "DELETE"]) expect((await ask("/Packages", method)).status).toBe(405);
});

test("who asks from another network gets no answer", async () => {
  const other = packageServer(join(folder, "served"), "10.0.2.").listen(0, "127.0.0.1");
  await once(other, "listening");
  await expect(ask("/Packages", "GET", other)).rejects.toThrow("socket hang up");
  other.close();
  await once(other, "close");
});
