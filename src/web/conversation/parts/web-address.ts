/** An address that somebody else wrote, if a browser may be led there: nothing but the web. */
export function webAddress(address: string | null): { readonly href: string; readonly host: string } | undefined {
  if (address === null || !URL.canParse(address)) {
    return undefined
  }
  const { protocol, href, hostname } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? { href, host: hostname.replace(/^www\./u, '') } : undefined
}
