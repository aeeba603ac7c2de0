import type { Api } from './api.ts'

const DOOR = '/webhooks/'

/** What every answer to a browser carries, whatever it answers. */
export function securityHeadersOf(publicUrl: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

/** Facebook's door shows nobody a page, and its answers go by the thousand: it sets its one header itself. */
export function registerSecurityHeaders(app: Api, { publicUrl }: { readonly publicUrl: string }): void {
  const headers = securityHeadersOf(publicUrl)
  app.addHook('onRequest', (request, reply, done) => {
    if (!(request.routeOptions.url ?? request.url).startsWith(DOOR)) {
      reply.headers(headers)
    }
    done()
  })
}
