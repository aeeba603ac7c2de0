import { Button } from '@mantine/core'
import { IconTicketOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Empty } from '../ui/empty.tsx'
import { SkeletonBars } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast-store.ts'
import type { TakenOver } from './tickets-queries.ts'

type GoneTicketProps = TakenOver & {
  /** Of the ticket that is gone. */
  readonly number: number | undefined
  readonly onTakenOver: (into: string) => void
}

/** The ticket went while it was open. The one that took it over opens in its place; where there is none, words tell why. */
export function GoneTicket({ number, into, onTakenOver }: GoneTicketProps) {
  return (
    <section className="conv" data-empty aria-label="Ticket">
      {into === null ? <NothingInItsPlace /> : <Successor number={number} onLeave={() => onTakenOver(into)} />}
    </section>
  )
}

/** Its channel was deleted while it was open. */
export function ErasedTicket() {
  return (
    <section className="conv" data-empty aria-label="Ticket">
      <Empty icon={<IconTicketOff size={28} aria-hidden="true" />} title="This ticket was deleted">
        An administrator deleted its channel with all its data. Nothing of it can be brought back.
      </Empty>
    </section>
  )
}

function Successor({ number, onLeave }: { readonly number: number | undefined; readonly onLeave: () => void }) {
  const leave = useRef(onLeave)
  useEffect(() => {
    showToast({ message: takenOverWords(number) })
    leave.current()
  }, [number])
  return <SkeletonBars label="Loading the ticket" />
}

function takenOverWords(number: number | undefined): string {
  const which = number === undefined ? 'The ticket' : `Ticket #${number}`
  return `${which} is part of this one now: Facebook told that its comments belong to this conversation.`
}

function NothingInItsPlace() {
  return (
    <Empty
      icon={<IconTicketOff size={28} aria-hidden="true" />}
      title="This ticket is gone"
      action={
        <Button renderRoot={(props) => <Link to="/posts/$tab" params={{ tab: 'visitor-posts' }} {...props} />}>Show visitor posts</Button>
      }
    >
      Facebook told that its comments stand below a visitor’s post, and this Page makes no tickets of those. Nothing is lost: they stand
      with the post.
    </Empty>
  )
}
