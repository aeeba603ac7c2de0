import type { ReactNode } from 'react'
import { useDocumentTitle } from './use-document-title.ts'

type PageProps = {
  readonly title: string
  readonly lead?: ReactNode
  /** Forms stay narrow, lists may be wide. */
  readonly isNarrow?: boolean
  readonly crumb?: ReactNode
  readonly actions?: ReactNode
  readonly picture?: ReactNode
  readonly children: ReactNode
}

/** The frame of every settings page: one heading, one sentence, one column that scrolls by itself. */
export function Page({ title, lead, isNarrow = false, crumb, actions, picture, children }: PageProps) {
  useDocumentTitle(title)
  return (
    <div className="page" data-region>
      <div className="page-inner" data-narrow={isNarrow || undefined}>
        {crumb}
        <header className="page-head">
          {picture}
          <div className="grow">
            <h1>{title}</h1>
            {lead === undefined ? null : <p>{lead}</p>}
          </div>
          {actions === undefined ? null : <div className="end">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}
