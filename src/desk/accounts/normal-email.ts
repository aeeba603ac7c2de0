/** E-mails are compared, stored and counted in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
