import { stat } from 'node:fs/promises'
import { codeOf } from './files.ts'
import type { Identity } from './files.ts'

/** The user without rights: `nobody` on every Linux. Numbers need no entry in the password file. */
export const NOBODY: Identity = { uid: 65534, gid: 65534 }

/**
 * Whom PostgreSQL runs as: undefined means ourselves. It refuses to run as root, so root hands it to the owner of the cluster, or, when
 * there is none yet, to nobody.
 */
export async function serverIdentity(cluster: string): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined
  }
  try {
    const { uid, gid } = await stat(cluster)
    return uid === 0 ? NOBODY : { uid, gid }
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') {
      return NOBODY
    }
    throw fault
  }
}
