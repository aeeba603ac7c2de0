import { createContext, useContext, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { IS_MAC } from './key-names.ts'
import type { Chord, ShortcutId } from './keymap.ts'
import { areLetterKeysOn } from './letter-keys.ts'
import { matchKeys, type Press } from './match-keys.ts'

type Handler = () => void

/** Who offers which act at this moment; the last one mounted wins. */
export type ShortcutRegistry = {
  readonly offer: (id: ShortcutId, handler: Handler) => () => void
  readonly run: (id: ShortcutId) => boolean
  readonly offered: () => ReadonlySet<ShortcutId>
  readonly subscribe: (listener: () => void) => () => void
}

const PAIR_TIMEOUT_MS = 1500
const RegistryContext = createContext<ShortcutRegistry | undefined>(undefined)

/** Listens once for the whole desk and hands each key to whoever offers its act. */
export function ShortcutProvider({ registry, children }: { readonly registry: ShortcutRegistry; readonly children: ReactNode }) {
  useEffect(() => listenForKeys(registry), [registry])
  return <RegistryContext value={registry}>{children}</RegistryContext>
}

/** Offers an act to the keyboard and the command menu while the component is mounted and `isActive`. */
export function useShortcut(id: ShortcutId, handler: Handler, isActive = true): void {
  const registry = useShortcutRegistry()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => (isActive ? registry.offer(id, () => latest.current()) : undefined), [registry, id, isActive])
}

export function useShortcutRegistry(): ShortcutRegistry {
  const registry = useContext(RegistryContext)
  if (registry === undefined) {
    throw new Error('useShortcut is used outside ShortcutProvider')
  }
  return registry
}

/** The acts that can be run right now. */
export function useOfferedShortcuts(): ReadonlySet<ShortcutId> {
  const registry = useShortcutRegistry()
  return useSyncExternalStore(registry.subscribe, registry.offered)
}

export function createShortcutRegistry(): ShortcutRegistry {
  const handlers = new Map<ShortcutId, Handler[]>()
  const listeners = new Set<() => void>()
  let offered: ReadonlySet<ShortcutId> = new Set()

  function announce(): void {
    offered = new Set([...handlers].filter(([, stack]) => stack.length > 0).map(([id]) => id))
    listeners.forEach((listener) => listener())
  }

  return {
    offer(id, handler) {
      handlers.set(id, [...(handlers.get(id) ?? []), handler])
      announce()
      return () => {
        handlers.set(
          id,
          (handlers.get(id) ?? []).filter((other) => other !== handler),
        )
        announce()
      }
    },
    run(id) {
      const handler = handlers.get(id)?.at(-1)
      handler?.()
      return handler !== undefined
    },
    offered: () => offered,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function listenForKeys(registry: ShortcutRegistry): () => void {
  let first: { readonly chord: Chord; readonly at: number } | undefined

  function handleKeyDown(event: KeyboardEvent): void {
    if (isComposing(event) || event.repeat || isInOverlay(event.target)) {
      return
    }
    const begun = first !== undefined && event.timeStamp - first.at < PAIR_TIMEOUT_MS ? first.chord : undefined
    first = undefined
    const match = matchKeys(pressOf(event), begun, registry.offered())
    if (match.kind === 'waiting') {
      first = { chord: match.first, at: event.timeStamp }
    } else if (match.kind === 'shortcut' && registry.run(match.id)) {
      event.preventDefault()
    }
  }

  window.addEventListener('keydown', handleKeyDown)
  return () => window.removeEventListener('keydown', handleKeyDown)
}

const KEY_OF_AN_INPUT_METHOD = 229

/** An input method is still at the word. Safari ends a composition before it tells the key that ended it, but gives that key 229. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === KEY_OF_AN_INPUT_METHOD
}

function pressOf(event: KeyboardEvent): Press {
  return {
    key: event.key,
    code: event.code,
    ctrl: event.ctrlKey,
    meta: event.metaKey,
    alt: event.altKey,
    shift: event.shiftKey,
    altGraph: event.getModifierState('AltGraph'),
    isTyping: isTextField(event.target),
    isMac: IS_MAC,
    areLettersOn: areLetterKeysOn(),
  }
}

const NO_TEXT = ':not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file], [type=range], [type=color])'

function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest(`input${NO_TEXT}, textarea, select, [role=textbox], [role=searchbox]`) !== null)
  )
}

/** An open dialog or menu owns the keyboard. */
function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
}
