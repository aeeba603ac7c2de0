import { textInAddress } from '../text-in-address.ts'
import type { Refusal } from './refusal-words.ts'

/** With what Facebook sends one back after a refusal. */
export type RefusalSearch = { readonly refused?: string; readonly missing?: string; readonly facebook?: string }

export function refusalSearch(search: Record<string, unknown>): RefusalSearch {
  return { ...textInAddress(search, 'refused'), ...textInAddress(search, 'missing'), ...textInAddress(search, 'facebook') }
}

/** With what one comes back to the settings of a Page: a login, or a refusal. */
export type ReturnSearch = RefusalSearch & { readonly login?: string }

export function returnSearch(search: Record<string, unknown>): ReturnSearch {
  return { ...textInAddress(search, 'login'), ...refusalSearch(search) }
}

export function refusalOf({ refused, missing, facebook }: RefusalSearch): Refusal | undefined {
  return refused === undefined ? undefined : { refused, missing: missing?.split(',') ?? [], facebook }
}
