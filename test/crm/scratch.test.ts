import { runInTree, closeTrees } from "../../lab/chroot";
afterAll(closeTrees);
test.each(["trixie", "bookworm"] as const)("%s", async (d) => {
  let t = Date.now();
  console.log(await runInTree(d, "crm --version; crm_verify --version | head -1; pwd; id; ls /dev/shm -d"), Date.now() - t);
  t = Date.now();
  console.log((await runInTree(d, "ls -la", { files: { a: "b" } })).stdout, Date.now() - t);
}, 120000);
