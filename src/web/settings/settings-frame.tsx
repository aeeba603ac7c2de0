import {
  IconArrowLeft,
  IconCalendarTime,
  IconMail,
  IconPlug,
  IconPuzzle,
  IconRocket,
  IconSend,
  IconShieldCheck,
  IconUsers,
  type Icon,
} from '@tabler/icons-react'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { useMay } from '../session/session.ts'
import { AdministratorsOnly } from './administrators-only.tsx'
import { SETTINGS } from './settings-pages.ts'
import './settings.css'

type SettingsPage = (typeof SETTINGS)[number]

const ICONS: Readonly<Record<SettingsPage['to'], Icon>> = {
  '/settings/channels': IconPlug,
  '/settings/extensions': IconPuzzle,
  '/settings/go-live': IconRocket,
  '/settings/people': IconUsers,
  '/settings/business-hours': IconCalendarTime,
  '/settings/sending': IconSend,
  '/settings/mail': IconMail,
  '/settings/moderation-log': IconShieldCheck,
}
const GROUPS: readonly SettingsPage['group'][] = ['Sources', 'Team', 'Workspace']

/** The list of settings beside the open one; on a phone the one or the other. */
export function SettingsFrame() {
  const { pathname } = useLocation()
  const mayManage = useMay('workspace.manage')
  const pages = SETTINGS.filter((page) => mayManage || !page.isForAdministrators)
  const closed = mayManage ? undefined : SETTINGS.find((page) => page.isForAdministrators && pathname.startsWith(page.to))
  const isList = /^\/settings\/?$/u.test(pathname)
  return (
    <div className="settings" data-page={isList ? 'list' : 'one'}>
      <nav className="settings-nav" aria-label="Settings" data-region>
        <p className="heading">Settings</p>
        {GROUPS.filter((group) => pages.some((page) => page.group === group)).map((group) => (
          <SettingsGroup key={group} group={group} pages={pages} />
        ))}
      </nav>
      {isList ? null : (
        <Link to="/settings" className="crumb settings-back">
          <IconArrowLeft size={16} aria-hidden="true" />
          Settings
        </Link>
      )}
      {closed === undefined ? <Outlet /> : <AdministratorsOnly title={closed.name} />}
    </div>
  )
}

function SettingsGroup({ group, pages }: { readonly group: string; readonly pages: readonly SettingsPage[] }) {
  return (
    <>
      <p className="group">{group}</p>
      {pages
        .filter((page) => page.group === group)
        .map((page) => {
          const Glyph = ICONS[page.to]
          return (
            <Link key={page.to} to={page.to} className="nav-item" activeProps={{ 'data-here': true }}>
              <Glyph size={18} aria-hidden="true" />
              {page.name}
            </Link>
          )
        })}
    </>
  )
}
