// What the page shows at a date is what `export json --at` has, for every tie.
import { equal, said, test } from "./browser.mjs";

await test("every tie stands as export json --at says", async (open) => {
  const page = await open("libya");
  for (const at of ["2014", "2017", "2017-07-10", "2019-01-01", "2024-08-26", "2025", "2025-02-01"]) {
    const shown = await page.evaluate((date) => {
      const { tiesOf, stateAt, parseAt, claims } = whobacks;
      const found = {};
      for (const tie of tiesOf("full")) {
        const now = stateAt(tie, parseAt(date));
        if (now && (now[2] || now[0] === "stale")) for (const i of now[3]) found[claims[i].key] = now[0];
      }
      return found;
    }, at);
    const wanted = Object.fromEntries(said(`libya-${at}`).edges.map((edge) => [edge.key, edge.standing]));
    const sorted = (object) => Object.entries(object).sort();
    equal(sorted(shown), sorted(wanted), `at ${at}`);
  }
});
