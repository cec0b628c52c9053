// The recorded session of docs/session.md: it can be had again, command by command.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { repository } from "./site.mjs";

test("the session from an empty folder to a published site goes as it is recorded", () => {
  const { status, stdout, stderr } = spawnSync(join(repository, "tests/session.sh"), { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  // Sizes, counts and times differ with every change of the theme.
  const plain = (text) => text.replace(/\d+(\.\d+)?/g, "0").split("\n");
  assert.deepEqual(plain(stdout), plain(readFileSync(join(repository, "docs/session.md"), "utf8")));
});
