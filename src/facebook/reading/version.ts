/**
 * The version of the reader, raised with each kind that it learns. What an older one kept as not understood is then read
 * again by itself.
 */
export const READER_VERSION = 4
