import { IconCircleCheck, IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Mark } from '../ui/mark.tsx'
import { useColorScheme } from '../ui/use-color-scheme.ts'
import { useDocumentTitle } from '../ui/use-document-title.ts'
import './sign-in.css'

type DoorProps = { readonly title: string; readonly lead?: ReactNode; readonly children: ReactNode; readonly foot?: ReactNode }

/** The frame of everything before the desk: sign-in, set-up, invitation. */
export function Door({ title, lead, children, foot }: DoorProps) {
  const scheme = useColorScheme()
  useDocumentTitle(title)
  return (
    <main className="signin">
      <div className="signin-form">
        <div>
          <p className="signin-brand">
            <Mark size={29} ground="var(--surface)" />
            Pagedesk
          </p>
          <div>
            <h1>{title}</h1>
            {lead === undefined ? null : <p className="signin-lead">{lead}</p>}
          </div>
          {children}
          <div className="signin-foot">
            <span className="grow">{foot}</span>
            <IconButton label="Light or dark" onClick={scheme.toggle}>
              {scheme.isDark ? <IconSun size={18} aria-hidden="true" /> : <IconMoon size={18} aria-hidden="true" />}
            </IconButton>
          </div>
        </div>
      </div>
      <aside className="signin-side" aria-label="What Pagedesk keeps">
        <h2>Every message answered while there is still time.</h2>
        <div className="big-dial" aria-hidden="true">
          <span className="num">
            <b>20 h 48</b>
            <small>left to reply</small>
          </span>
        </div>
        <ul className="bullets">
          <Promise>Nothing a customer writes is lost.</Promise>
          <Promise>“Sent” means Facebook has it. “Unconfirmed” means we are finding out.</Promise>
          <Promise>The window you see is the window Facebook keeps.</Promise>
        </ul>
      </aside>
    </main>
  )
}

function Promise({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <IconCircleCheck size={16} aria-hidden="true" />
      <span>{children}</span>
    </li>
  )
}
