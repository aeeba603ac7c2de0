/** A form in which a kind comes: what happened, and what the desk makes of it. Its body is `fixtures/<fixture>.json`. */
export type Shape = { readonly fixture: string; readonly happened: string; readonly becomes: string }

export function shape(fixture: string, happened: string, becomes: string): Shape {
  return { fixture, happened, becomes }
}
