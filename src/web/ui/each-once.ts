/** Each once, where it stands first and as it was told last: what moved between two pages that were fetched one after the other stands on both. */
export function eachOnce<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
