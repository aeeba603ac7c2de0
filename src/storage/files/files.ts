import { sql } from 'kysely'
import type { WorkspaceId } from '#domain/ids.ts'
import type { Db, Tx } from '../database.ts'
import { prepared } from '../prepared.ts'
import type { KeptFile, Variants } from './kept-file.ts'

type FileOfWorkspace = { readonly workspaceId: WorkspaceId; readonly digest: string }

/**
 * Whether this content is kept already, with something that refers to it. Touched, so that it is not taken for unused before one more
 * thing refers to it.
 */
export async function touchKeptFile(db: Db, { workspaceId, digest }: FileOfWorkspace): Promise<boolean> {
  const { rows } = await sql`${prepared}
    update files f set touched_at = now()
     where f.workspace_id = ${workspaceId} and f.digest = ${digest}
       and exists (select from attachments a where a.workspace_id = f.workspace_id and a.file = f.digest)
    returning 1`.execute(db)
  return rows.length > 0
}

/** What is known of a content that is kept, with something that refers to it. Touched as by `touchKeptFile`. */
export async function keptFile(db: Db, workspaceId: WorkspaceId, digest: string): Promise<KeptFile | undefined> {
  if (!(await touchKeptFile(db, { workspaceId, digest }))) {
    return undefined
  }
  const row = await db
    .selectFrom('files')
    .select(['size', 'type', 'width', 'height', 'duration_ms', 'variants'])
    .where('workspace_id', '=', workspaceId)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return (
    row && {
      digest,
      size: row.size,
      type: row.type,
      width: row.width ?? undefined,
      height: row.height ?? undefined,
      durationMs: row.duration_ms ?? undefined,
      variants: row.variants as Variants,
    }
  )
}

/** Notes that bytes are about to be put into the store: whatever happens then, nothing lies there that nobody knows of. */
export async function noteFile(db: Db, workspaceId: WorkspaceId, file: KeptFile): Promise<void> {
  await sql`${prepared}
    insert into files (workspace_id, digest, size, type, width, height, duration_ms, variants)
    values (${workspaceId}, ${file.digest}, ${file.size}, ${file.type}, ${file.width ?? null}, ${file.height ?? null}, ${file.durationMs ?? null},
            ${JSON.stringify(file.variants)}::jsonb)
    on conflict (workspace_id, digest) do update
       set touched_at = now(), type = excluded.type, width = excluded.width, height = excluded.height, duration_ms = excluded.duration_ms,
           variants = excluded.variants`.execute(db)
}

export type UnusedFile = FileOfWorkspace & { readonly variants: Variants }

/** Whoever fetches a file has it referred to long before. */
const UNUSED_FOR = sql`interval '1 hour'`

/** Contents that nothing refers to any more, locked: nobody can refer to them until the transaction ends. */
export async function lockUnusedFiles(tx: Tx, atMost: number): Promise<UnusedFile[]> {
  const { rows } = await sql<UnusedFile>`
    select f.workspace_id as "workspaceId", f.digest, f.variants from files f
     where f.touched_at < now() - ${UNUSED_FOR} and not exists (select from attachments a where a.workspace_id = f.workspace_id and a.file = f.digest)
     order by f.workspace_id, f.digest limit ${atMost} for update of f skip locked`.execute(tx)
  return rows
}

/** Of these contents those that nothing refers to any more, locked as by `lockUnusedFiles`. Whoever is just about to refer to one keeps it anew. */
export async function lockUnusedOf(tx: Tx, workspaceId: WorkspaceId, digests: readonly string[]): Promise<UnusedFile[]> {
  if (digests.length === 0) {
    return []
  }
  const { rows } = await sql<UnusedFile>`
    select f.workspace_id as "workspaceId", f.digest, f.variants from files f
     where f.workspace_id = ${workspaceId} and f.digest = any(${[...digests]}::text[])
       and not exists (select from attachments a where a.workspace_id = f.workspace_id and a.file = f.digest)
     order by f.digest for update of f`.execute(tx)
  return rows
}

export async function deleteFiles(tx: Tx, files: readonly FileOfWorkspace[]): Promise<void> {
  await sql`
    delete from files f using json_to_recordset(${JSON.stringify(files)}) as gone("workspaceId" uuid, digest text)
     where f.workspace_id = gone."workspaceId" and f.digest = gone.digest`.execute(tx)
}
