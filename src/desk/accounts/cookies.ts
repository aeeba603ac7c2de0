export type NewCookie = { readonly name: string; readonly value: string; readonly maxAgeSeconds: number }

/** A Set-Cookie header with the attributes that better-auth's own have. */
export function writeCookie({ name, value, maxAgeSeconds }: NewCookie, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** One cookie's value out of a Cookie header. */
export function findCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      return decode(part.slice(equals + 1).trim())
    }
  }
  return undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    // A cookie that is not percent-encoded text was not written by us: the same as none.
    return undefined
  }
}
