const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|\[::1\]|(?:.+\.)?localhost)$/

/** Whether a host to listen on is every address that the machine has. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

/** Whether a host, as an address or as the name in a URL, is the machine itself. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host)
}
