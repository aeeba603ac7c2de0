/** First load only: two grey bars. Afterwards the last known state stays until it is replaced. */
export function SkeletonBars({ label }: { readonly label: string }) {
  return (
    <output className="skeleton-bars" aria-label={label}>
      <span className="skeleton" style={{ width: '52%' }} />
      <span className="skeleton" style={{ width: '86%' }} />
    </output>
  )
}
