import type { Line } from '../api/types.ts'
import { isSignedInAs } from '../session/signed-in-as.ts'
import { sentenceTime } from '../ui/format-time.ts'
import { isTooOldToSend, judgeSending, type SendingVerdict } from './judge-sending.ts'
import { beginSending, endSending, holdBack, troubleOf } from './outbox-progress.ts'
import { outboxOf, putInOutbox, splitOldItem, subscribeToOutbox, takeFromOutbox } from './outbox.ts'
import type { OutboxEntry } from './outbox-item.ts'

type Handlers = {
  readonly memberId: string
  readonly post: (entry: OutboxEntry) => Promise<Line>
  readonly onTaken: (entry: OutboxEntry, message: Line) => void
  /** Its ticket is part of another now: all that was written there goes on in that one. */
  readonly onTakenOver: (from: string, into: string) => void
  /** After every attempt: what is shown of the ticket may be behind. */
  readonly onAttempted: (entry: OutboxEntry) => void
  readonly onSignedOut: () => void
}

const AGAIN_AFTER_MS = 1000
const AGAIN_AT_MOST_MS = 15_000

/**
 * Brings what a person wrote to the desk, oldest first, until the desk took it or refused it for good. It goes on after a
 * reload and when the connection is back. The key of each text makes every repetition harmless.
 */
export class OutboxSender {
  readonly #handlers: Handlers
  readonly #stopListening: () => void
  #timer: number | undefined
  #failures = 0
  #isAtWork = false
  #isAskedAgain = false
  #isStopped = false

  constructor(handlers: Handlers) {
    this.#handlers = handlers
    this.#stopListening = subscribeToOutbox(() => {
      // What waits after a failure has its own time; only what is new goes at once.
      if (this.#waiting().some((entry) => troubleOf(entry.key) === undefined)) {
        this.sendNow()
      }
    })
    splitOldItem()
    this.sendNow()
  }

  /** Does not wait for the next try: something new was written, or the connection is back. */
  sendNow(): void {
    window.clearTimeout(this.#timer)
    if (this.#isAtWork) {
      this.#isAskedAgain = true
    } else if (!this.#isStopped && this.#waiting().length > 0) {
      this.#isAtWork = true
      void this.#work()
    }
  }

  stop(): void {
    this.#isStopped = true
    this.#stopListening()
    window.clearTimeout(this.#timer)
  }

  async #work(): Promise<void> {
    do {
      this.#isAskedAgain = false
      await inOneTab(() => this.#sendWaiting())
    } while (this.#isAskedAgain && !this.#isStopped)
    this.#isAtWork = false
    if (!this.#isStopped && this.#waiting().length > 0) {
      const waitMs = Math.min(AGAIN_AFTER_MS * 2 ** this.#failures, AGAIN_AT_MOST_MS)
      this.#failures += 1
      this.#timer = window.setTimeout(() => this.sendNow(), waitMs)
    }
  }

  #waiting(): readonly OutboxEntry[] {
    return outboxOf(this.#handlers.memberId).filter(({ refusal }) => refusal === undefined)
  }

  /** One pass. A ticket whose text could not go keeps its later ones back, so that their order stays. */
  async #sendWaiting(): Promise<void> {
    const done = new Set<string>()
    const heldTickets = new Set<string>()
    const next = () => this.#waiting().find(({ key, ticketId }) => !done.has(key) && !heldTickets.has(ticketId))
    for (let entry = next(); entry !== undefined; entry = next()) {
      done.add(entry.key)
      const verdict = await this.#send(entry)
      if (verdict?.kind === 'unreachable' || verdict?.kind === 'signed-out') {
        this.#waiting().forEach(({ key }) => holdBack(key, verdict.kind))
        return
      }
      if (verdict?.kind === 'taken-over') {
        done.delete(entry.key)
      } else if (verdict?.kind === 'server-trouble') {
        heldTickets.add(entry.ticketId)
        this.#waiting()
          .filter(({ ticketId }) => heldTickets.has(ticketId))
          .forEach(({ key }) => holdBack(key, verdict.kind))
      }
    }
  }

  async #send(entry: OutboxEntry): Promise<SendingVerdict | undefined> {
    const { memberId, post, onTaken, onTakenOver, onAttempted, onSignedOut } = this.#handlers
    if (this.#isStopped || !isSignedInAs(memberId)) {
      return { kind: 'signed-out' }
    }
    if (isTooOldToSend(entry.askedAt, new Date())) {
      putInOutbox({ ...entry, refusal: tooOldWords(entry) })
      return undefined
    }
    beginSending(entry)
    try {
      const message = await post(entry)
      this.#failures = 0
      onTaken(entry, message)
      takeFromOutbox(entry)
      return undefined
    } catch (failure) {
      // Whatever happened, the text is kept: it waits on, or it says why the desk refused it.
      const verdict = judgeSending(failure)
      if (verdict.kind === 'refused') {
        putInOutbox({ ...entry, refusal: verdict.words })
      } else if (verdict.kind === 'moved') {
        putInOutbox({ ...entry, refusal: verdict.words, news: verdict.lineIds })
      } else if (verdict.kind === 'signed-out') {
        onSignedOut()
      } else if (verdict.kind === 'taken-over') {
        onTakenOver(entry.ticketId, verdict.into)
      }
      return verdict
    } finally {
      endSending(entry.key)
      onAttempted(entry)
    }
  }
}

/** Where the browser has no locks (plain http), two tabs may send the same text at once: its key makes that harmless. */
async function inOneTab(work: () => Promise<void>): Promise<void> {
  const locks: LockManager | undefined = navigator.locks
  await (locks === undefined ? work() : locks.request('pagedesk-outbox', work))
}

function tooOldWords({ askedAt }: OutboxEntry): string {
  const since = sentenceTime(new Date(askedAt), new Date())
  return `It has waited in this browser since ${since}, too long to be sent unasked. Check that it is not in the conversation already, then try again or remove it.`
}
