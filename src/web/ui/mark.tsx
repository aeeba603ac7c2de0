/** The mark: a page with a folded corner, a speech tail, and the dial in it. */
export function Mark({ ground = 'var(--canvas)', size = 22 }: { readonly ground?: string; readonly size?: number }) {
  return (
    <svg className="mark" viewBox="0 0 24 24" aria-hidden="true" style={{ width: size, height: size }}>
      <path fill="currentColor" d="M6 2h9.2L21 7.8V17a3 3 0 0 1-3 3H9.6L4 23.2a.66.66 0 0 1-1-.57V5a3 3 0 0 1 3-3Z" />
      <path fill={ground} opacity=".55" d="M15.2 2 21 7.8h-4.3a1.5 1.5 0 0 1-1.5-1.5Z" />
      <circle cx="11.6" cy="12.2" r="3.4" fill="none" stroke={ground} strokeWidth="1.8" opacity=".4" />
      <path d="M11.6 8.8a3.4 3.4 0 1 1-3.4 3.4" fill="none" stroke={ground} strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  )
}
