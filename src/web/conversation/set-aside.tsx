import { Button } from '@mantine/core'
import type { SetAside as Told } from '#api/conversation/contract.ts'
import { useMay } from '../session/session.ts'
import { fullTime, sentenceTime } from '../ui/format-time.ts'
import { useNow } from '../ui/use-now.ts'
import { useSetAside } from './use-set-aside.ts'

type Done = { readonly setAside: Told | null }
type SetAsideProps = Done & { readonly ticketId: string; readonly lineId: string }

/** Takes what failed, or is in doubt, out of Needs attention, unless it is. */
export function SetAsideButton({ ticketId, lineId, setAside: done }: SetAsideProps) {
  const mayReply = useMay('ticket.reply')
  const setAside = useSetAside(ticketId)
  return mayReply && done === null ? (
    <Button
      size="xs"
      variant="quiet"
      disabled={setAside.isPending}
      title="It leaves Needs attention. The line stays here."
      onClick={() => setAside.mutate(lineId)}
    >
      Set aside
    </Button>
  ) : null
}

/** Who did, and when. By nobody: what failed long before there was such a list. */
export function SetAsideWords({ setAside }: Done) {
  const now = useNow(60_000)
  if (setAside === null) {
    return null
  }
  const at = new Date(setAside.at)
  return (
    <p className="aside" title={fullTime(at)}>
      {setAside.by?.name ? `Set aside by ${setAside.by.name}` : 'Set aside'}, {sentenceTime(at, now)}.
    </p>
  )
}
