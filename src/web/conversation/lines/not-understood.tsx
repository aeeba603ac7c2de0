import { IconInfoCircle } from '@tabler/icons-react'
import { clientName } from '../../clients/client-name.ts'
import { useMay } from '../../session/session.ts'
import { Raw } from '../parts/unknown-part.tsx'
import type { Talk } from '../talk.ts'
import { keptAct, type KeptAct } from './kept-words.ts'
import type { LineOf } from './line-of.ts'
import { SystemLine } from './system-line.tsx'

type NotUnderstoodProps = { readonly line: LineOf<'not-understood'>; readonly talk: Pick<Talk, 'client' | 'channel'> }

/** What arrived and is kept raw. The desk knows what kind of act it was, and that is said. */
export function NotUnderstood({ line, talk }: NotUnderstoodProps) {
  const { by, words } = keptAct(line.label)
  const name = nameOf(by, talk)
  const mayManage = useMay('workspace.manage')
  return (
    <div className="kept-piece">
      <SystemLine glyph={IconInfoCircle} occurredAt={line.occurredAt}>
        {name === undefined ? null : (
          <>
            <b dir="auto">{name}</b>{' '}
          </>
        )}
        {words}
      </SystemLine>
      {mayManage ? <Raw lineId={line.id} /> : null}
    </div>
  )
}

function nameOf(by: KeptAct['by'], { client, channel }: NotUnderstoodProps['talk']): string | undefined {
  switch (by) {
    case 'client':
      return clientName(client)
    case 'page':
      return channel.name
    case undefined:
      return undefined
  }
}
