import { createReadStream, readdirSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream";

/** What a request's path names; an empty name, which no file has, where it is none. */
function nameOf(url: string): string {
  try {
    return decodeURIComponent(new URL(url, "http://lab").pathname).slice(1);
  } catch {
    return ""; // not a path at all
  }
}

/**
 * Serves the files that are in a folder now, to those whose address begins with `network`. Names are looked up in
 * the folder's list and never made into paths, so that none leads out of it.
 */
export function packageServer(folder: string, network: string): Server {
  const sizes = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, statSync(join(folder, name)).size]),
  );
  const server = createServer((request, response) => {
    const name = nameOf(request.url ?? "");
    const size = sizes.get(name);
    if (request.method !== "GET" && request.method !== "HEAD") response.writeHead(405).end();
    else if (size === undefined) response.writeHead(404).end();
    else {
      response.writeHead(200, { "Content-Type": "application/octet-stream", "Content-Length": size });
      if (request.method === "HEAD") response.end();
      else
        pipeline(createReadStream(join(folder, name)), response, (error) => {
          if (error) console.error(`${name}: ${error.message}`);
        });
    }
  });
  // The host answers to this address also where it is asked over another of its networks.
  server.on("connection", (socket) => {
    if (!socket.remoteAddress?.startsWith(network)) socket.destroy();
  });
  return server;
}

if (require.main === module) {
  const [folder = "", host = "", port] = process.argv.slice(2);
  packageServer(folder, host.replace(/\d+$/, "")).listen(Number(port), host, () => {
    console.log("serving");
  });
}
