import { usual } from "./support/cluster";
import { lifeOfShop } from "./support/shop";

describe(`bare machines and a cluster of them on ${usual}`, () => {
  lifeOfShop(usual);
});
