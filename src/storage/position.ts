/** A place in a list: the sort value of a row, and its id for ties. */
export type Position = { readonly at: Date; readonly id: string }
