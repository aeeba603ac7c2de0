import { storableText } from '#storage/storable.ts'

/** E-mails are compared, stored and counted in lower case. What no column can hold is replaced: it is nobody's address. */
export function normalEmail(email: string): string {
  return storableText(email.trim().toLowerCase())
}
