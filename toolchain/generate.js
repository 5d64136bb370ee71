const { Explained, start } = require("./explained");
const { installNodePackages } = require("./node-packages");

start(async (args) => {
  const check = args.join(" ") === "--check";
  if (args.length > 0 && !check) throw new Explained("npm run generate, or npm run generate -- --check", 2);
  await installNodePackages();
  const { isStale, wantedFiles, write } = require("./generate/files");
  const stale = (await wantedFiles()).filter(isStale);
  if (check && stale.length > 0) {
    const names = stale.map(({ file }) => file).join(", ");
    throw new Explained(`Not what the schemas say: ${names}. npm run generate writes them.`);
  }
  for (const each of stale) {
    write(each);
    console.log(`${each.text === undefined ? "Removed" : "Written"}: ${each.file}`);
  }
  if (stale.length === 0) console.log("What is written from the schemas is as they say.");
  return 0;
});
