/** Writing inventories to files, which the library shares with the command line. An entry of its own: `main` is small. */
export { replaceFile } from './files/replace-file.ts';
export { formatOfFile } from './output/output-format.ts';
export { writeInventory } from './session/write-inventory.ts';
