import type { ReactNode } from 'react'

type EmptyProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly isScreen?: boolean
}

/** Nothing to show: the fact, one sentence, at most one button. `isScreen`: there is nothing else, so the fact is the screen's heading. */
export function Empty({ icon, title, children, action, isScreen = false }: EmptyProps) {
  const Heading = isScreen ? 'h1' : 'h2'
  return (
    <div className="empty">
      {icon}
      <Heading>{title}</Heading>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </div>
  )
}
