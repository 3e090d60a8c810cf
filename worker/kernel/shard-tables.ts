/** Every shard has them, too: a guard in a batch works the same wherever the batch goes. */
export { guards } from "./tables";
