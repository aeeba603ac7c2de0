/** A channel had no answer for the moment. Not a fault: the queue asks again later. */
export class NotToldYetError extends Error {
  override readonly name = 'NotToldYetError'
}
