// The recorded session of docs/session.md: it can be had again, command by command.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

test("the session from an empty folder to a published site goes as it is recorded", () => {
  const { status, stdout, stderr } = spawnSync(join(repository, "tests/session.sh"), { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  const commands = (text) => text.split("\n").filter((line) => line.startsWith("$ "));
  assert.deepEqual(commands(stdout), commands(readFileSync(join(repository, "docs/session.md"), "utf8")));
});
