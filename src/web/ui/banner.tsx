import type { ReactNode } from 'react'
import type { Tone } from './pill.tsx'

type BannerProps = { readonly tone?: Tone; readonly icon: ReactNode; readonly children: ReactNode; readonly action?: ReactNode }

/** One sentence that concerns the whole screen, with at most one act. */
export function Banner({ tone = 'plain', icon, children, action }: BannerProps) {
  return (
    <div className="banner" data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      {icon}
      <div className="grow">{children}</div>
      {action}
    </div>
  )
}
