import { createContext, useContext } from 'react'
import type { Line } from '../../api/types.ts'

/** Which of our quick replies was tapped, by the line that offered it. */
export type Taps = ReadonlyMap<string, string>

const TapsContext = createContext<Taps>(new Map())

export const TapsProvider = TapsContext.Provider

export function useTapped(lineId: string | undefined): string | undefined {
  const taps = useContext(TapsContext)
  return lineId === undefined ? undefined : taps.get(lineId)
}

/** As the lines at hand tell it. */
export function tapsIn(lines: readonly Line[]): Taps {
  return new Map(
    lines.flatMap((line): (readonly [string, string])[] => {
      const tap =
        line.line === 'customer-message' ? line.parts.find((part) => part.part === 'tap' && part.how === 'quick-reply') : undefined
      const lineId = line.line === 'customer-message' ? line.quote?.lineId : undefined
      return tap?.part === 'tap' && typeof lineId === 'string' ? [[lineId, tap.title]] : []
    }),
  )
}
