import type { Client } from 'pg'

export const DESK_DATABASE = 'pagedesk'
export const DESK_ROLE = 'pagedesk'

/** Makes the desk's role and database unless they are there. The role owns its database and nothing else of the server. */
export async function ensureOwnDatabase(client: Client, password: string): Promise<void> {
  const roles = await client.query('select from pg_roles where rolname = $1', [DESK_ROLE])
  if (roles.rowCount === 0) {
    await client.query(`create role ${DESK_ROLE} login password ${client.escapeLiteral(password)}`)
  }
  const databases = await client.query('select from pg_database where datname = $1', [DESK_DATABASE])
  if (databases.rowCount === 0) {
    await client.query(`create database ${DESK_DATABASE} owner ${DESK_ROLE}`)
  }
}
