import type { EphemeralNews } from '#domain/ephemeral.ts'
import type { LiveEvent } from '#api/events/contract.ts'
import { deskNow, type DeskTime } from '../ui/desk-time.ts'
import { setConnection } from './connection.ts'
import { SCREEN } from './screen.ts'

type StreamHandlers = {
  readonly onEvent: (event: LiveEvent) => void
  /** What is so for a moment only. */
  readonly onMoment: (news: EphemeralNews) => void
  /** The stream is new, or its cursor too old: everything held may be stale. */
  readonly onReset: () => void
  /** The stream goes on where it broke off. */
  readonly onReady: () => void
  /** What time it is for the desk: at the beginning, every 10 s, and when its clock was moved. */
  readonly onTime: (time: DeskTime) => void
  /** The desk answered with something else than a stream; one may be signed out. */
  readonly onRefused: () => void
}

const LOST_AFTER_MS = 2000
const REOPEN_AFTER_MS = 1500
/** The desk beats every 10 s. A line that is silent for so long is dead, though nobody said so: a sleeping laptop, a lost Wi-Fi. */
const SILENT_AFTER_MS = 25_000

/**
 * Listens to the desk until closed. The browser reconnects by itself with `Last-Event-ID`; where it gives up (a proxy's
 * error page, a restart), a new stream begins at the last cursor, so nothing between is lost.
 */
export function openEventStream(handlers: StreamHandlers): () => void {
  const loss = watchLoss()
  let source: EventSource | undefined
  let cursor: string | undefined
  let reopenTimer: number | undefined
  const silence = watchSilence(beginAnew)

  function open(): void {
    silence.wait()
    const opened = hearMoments(hearTime(new EventSource(addressFrom(cursor)), handlers.onTime), handlers.onMoment)
    opened.addEventListener('open', () => {
      silence.hear()
      loss.end()
    })
    opened.addEventListener('error', () => handleError(opened))
    opened.addEventListener('beat', silence.hear)
    opened.addEventListener('change', (message) => {
      remember(message)
      handlers.onEvent(readEvent(message.data))
    })
    opened.addEventListener('reset', (message) => {
      remember(message)
      handlers.onReset()
    })
    opened.addEventListener('ready', (message) => {
      // What was fetched before the first stream began may have changed in between.
      const tell = cursor === undefined ? handlers.onReset : handlers.onReady
      remember(message)
      tell()
    })
    source = opened
  }

  function beginAnew(): void {
    hangUp()
    open()
  }

  function hangUp(): void {
    loss.begin(silence.heardAt())
    source?.close()
    window.clearTimeout(reopenTimer)
    silence.stop()
  }

  function handleError(failed: EventSource): void {
    loss.begin(silence.heardAt())
    if (failed.readyState === EventSource.CLOSED) {
      handlers.onRefused()
      window.clearTimeout(reopenTimer)
      reopenTimer = window.setTimeout(open, REOPEN_AFTER_MS)
    }
  }

  function remember(message: MessageEvent<string>): void {
    silence.hear()
    cursor = message.lastEventId === '' ? cursor : message.lastEventId
  }

  open()
  const ignoreAway = watchAway(hangUp, beginAnew)
  return () => {
    ignoreAway()
    hangUp()
    loss.end()
  }
}

/** The frames that are no news tell what time it is. */
function hearTime(source: EventSource, onTime: (time: DeskTime) => void): EventSource {
  for (const name of ['ready', 'reset', 'beat']) {
    source.addEventListener(name, (message: MessageEvent<string>) => onTime(readTime(message.data)))
  }
  return source
}

/** They move no cursor. */
function hearMoments(source: EventSource, onMoment: StreamHandlers['onMoment']): EventSource {
  source.addEventListener('ephemeral', (message: MessageEvent<string>) => onMoment(JSON.parse(message.data) as EphemeralNews))
  return source
}

function addressFrom(cursor: string | undefined): string {
  return `/api/v1/events?${new URLSearchParams({ screen: SCREEN, ...(cursor === undefined ? {} : { cursor }) }).toString()}`
}

/**
 * The browser knows at once that the net is gone; the stream itself may learn it minutes later. A page that goes away ends its stream, also where
 * the browser keeps it in its memory: from there it comes back.
 */
function watchAway(onGone: () => void, onBack: () => void): () => void {
  const comeBack = ({ persisted }: PageTransitionEvent) => (persisted ? onBack() : undefined)
  window.addEventListener('offline', onGone)
  window.addEventListener('online', onBack)
  window.addEventListener('pagehide', onGone)
  window.addEventListener('pageshow', comeBack)
  return () => {
    window.removeEventListener('offline', onGone)
    window.removeEventListener('online', onBack)
    window.removeEventListener('pagehide', onGone)
    window.removeEventListener('pageshow', comeBack)
  }
}

/** Calls when nothing was heard for too long. */
function watchSilence(onSilent: () => void) {
  let timer: number | undefined
  let heardAt = deskNow()
  const wait = (): void => {
    window.clearTimeout(timer)
    timer = window.setTimeout(onSilent, SILENT_AFTER_MS)
  }
  return {
    wait,
    heardAt: () => heardAt,
    hear: () => {
      heardAt = deskNow()
      wait()
    },
    stop: () => window.clearTimeout(timer),
  }
}

/** A break of a moment is not worth a word; a longer one is told with the moment of the last that was heard. */
function watchLoss(): { readonly begin: (since: Date) => void; readonly end: () => void } {
  let timer: number | undefined
  return {
    begin(since) {
      timer ??= window.setTimeout(() => setConnection({ kind: 'lost', since }), LOST_AFTER_MS)
    },
    end() {
      window.clearTimeout(timer)
      timer = undefined
      setConnection({ kind: 'live' })
    },
  }
}

/** It comes from the desk that this screen belongs to. */
function readTime(data: string): DeskTime {
  return JSON.parse(data) as DeskTime
}

/** It comes from the desk, of this version or another: `applyEvent` knows what to do with a type that it does not know. */
function readEvent(data: string): LiveEvent {
  return JSON.parse(data) as LiveEvent
}
