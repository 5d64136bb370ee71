import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

/** Better ones take a second for hundreds of resources, and gain nothing. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** A text of the sdk on its way to the provider's process: what a program's resources say is much alike. */
export const pack = (text: string): string => brotliCompressSync(text, quality).toString("base64");

export const unpack = (packed: string): string => brotliDecompressSync(Buffer.from(packed, "base64")).toString();
