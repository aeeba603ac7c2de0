import { createContext, useContext } from 'react'
import type { Placed } from './series-words.ts'

const SeriesContext = createContext<readonly Placed[]>([])

/** The messages of ours that are one of several, where they are shown. */
export const SeriesProvider = SeriesContext.Provider

export function useInSeries(): readonly Placed[] {
  return useContext(SeriesContext)
}
