/** A counter beside a name. Zero is not shown; past 999 it says "999+". */
export function Count({ value, isRed = false, title }: { readonly value: number; readonly isRed?: boolean; readonly title?: string }) {
  if (value <= 0) {
    return null
  }
  return (
    <span className="count" data-red={isRed || undefined} title={title}>
      {value > 999 ? '999+' : value}
    </span>
  )
}
