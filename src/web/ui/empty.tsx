import type { ReactNode } from 'react'

type EmptyProps = { readonly icon: ReactNode; readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }

/** Nothing to show: the fact, one sentence, at most one button. */
export function Empty({ icon, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {icon}
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  )
}
