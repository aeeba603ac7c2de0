import { textInAddress } from '../text-in-address.ts'

/** Where one was going. Only an address of this desk: a link from outside must not lead on to somewhere else after sign-in. */
export function signInSearch({ to }: Record<string, unknown>): { readonly to?: string } {
  return typeof to === 'string' && /^\/(?![/\\])/u.test(to) ? { to } : {}
}

export function forgotPasswordSearch(search: Record<string, unknown>): { readonly email?: string } {
  return textInAddress(search, 'email')
}
