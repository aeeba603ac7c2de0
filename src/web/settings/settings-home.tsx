import { Navigate } from '@tanstack/react-router'
import { useMay } from '../session/session.ts'
import { useIsWide } from '../ui/use-is-wide.ts'

/** On a phone the list of settings is a page of its own; elsewhere the first setting opens beside it. */
export function SettingsHome() {
  const isWide = useIsWide(768)
  const mayManage = useMay('workspace.manage')
  if (!isWide) {
    return null
  }
  return <Navigate to={mayManage ? '/settings/channels' : '/settings/people'} replace />
}
