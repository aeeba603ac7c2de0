import { textInAddress } from '../text-in-address.ts'

/** With what Facebook sends one back after a refusal. */
export type RefusalSearch = { readonly refused?: string; readonly missing?: string; readonly facebook?: string }

export function refusalSearch(search: Record<string, unknown>): RefusalSearch {
  return { ...textInAddress(search, 'refused'), ...textInAddress(search, 'missing'), ...textInAddress(search, 'facebook') }
}
