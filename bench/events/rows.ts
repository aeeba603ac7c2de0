import type { Pool } from 'pg'

type Column = { readonly name: string; readonly type: string }
/** `values`: one array for each column, of texts as PostgreSQL writes them. */
export type Insert = {
  readonly table: string
  readonly columns: readonly Column[]
  readonly values: readonly (readonly (string | null)[])[]
}
export type Batch = {
  readonly inserts: readonly Insert[]
  /** What was there before and was gone on with. */
  readonly goOn: {
    readonly tickets: readonly string[]
    readonly conversations: readonly string[]
    /** Each by its conversation. */
    readonly threads: readonly string[]
    readonly posts: readonly PostName[]
  }
  readonly deliveryIds: readonly string[]
}

type PostName = { readonly channelId: string; readonly postId: string }

/** In the order in which they refer to each other. */
const TABLES = ['clients', 'identities', 'conversations', 'tickets', 'posts', 'threads', 'entries', 'notes', 'events'] as const
type Table = (typeof TABLES)[number]
type Row = Readonly<Record<string, string | null>>
type Dated = { readonly row: Row; at: number }
type Rows = Readonly<Record<Table, readonly Dated[]>>

/** What reading left behind, in the transactions in which it was written: each row is of the transaction that wrote it last, or of the first that refers to it. */
export async function readRows(pool: Pool): Promise<readonly Batch[]> {
  const { rows: ends } = await pool.query<{ xid: string; ids: string[] }>(
    `select xmin::text as xid, array_agg(id::text order by id) as ids from facebook_deliveries where state = 'read' group by 1 order by min(id)`,
  )
  const orders = new Map(ends.map(({ xid }, index) => [xid, index]))
  const columns = new Map<Table, readonly Column[]>()
  const rows: Partial<Record<Table, readonly Dated[]>> = {}
  for (const table of TABLES) {
    columns.set(table, await columnsOf(pool, table))
    rows[table] = await rowsOf(pool, { table, columns: columns.get(table) ?? [], orders })
  }
  const all = rows as Rows
  parentsFirst(all)
  return ends.map(({ ids }, at) => {
    const mine = (table: Table) => all[table].filter((dated) => dated.at === at).map(({ row }) => row)
    const said = mine('entries')
    const spoken = new Set(distinct(said, 'conversation_id'))
    const threads = all.threads.filter(({ row, at: first }) => first < at && spoken.has(row['conversation_id'] ?? ''))
    const postsBefore = new Set(all.posts.filter(({ at: first }) => first < at).map(({ row }) => nameOf(row, POST)))
    const isNew = { tickets: idsOf(mine('tickets')), conversations: idsOf(mine('conversations')) }
    return {
      deliveryIds: ids,
      inserts: TABLES.flatMap((table) => insertOf(table, columns.get(table) ?? [], mine(table))),
      goOn: {
        tickets: distinct(said, 'ticket_id').filter((id) => !isNew.tickets.has(id)),
        conversations: [...spoken].filter((id) => !isNew.conversations.has(id)),
        threads: distinct(
          threads.map(({ row }) => row),
          'conversation_id',
        ),
        posts: postsOf(threads.map(({ row }) => row)).filter(({ channelId, postId }) => postsBefore.has(`${channelId} ${postId}`)),
      },
    }
  })
}

async function columnsOf(pool: Pool, table: Table): Promise<readonly Column[]> {
  const { rows } = await pool.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  return rows
}

type Reading = { readonly table: Table; readonly columns: readonly Column[]; readonly orders: ReadonlyMap<string, number> }

/** What no transaction of these wrote last (the profile of a client, say) is of the last one, until something refers to it. */
async function rowsOf(pool: Pool, { table, columns, orders }: Reading): Promise<readonly Dated[]> {
  const { rows } = await pool.query<Row & { written_by: string }>(
    `select ${columns.map(({ name }) => `"${name}"::text as "${name}"`).join(', ')}, xmin::text as written_by from ${table}`,
  )
  return rows.map(({ written_by: xid, ...row }) => ({ row, at: orders.get(xid) ?? orders.size - 1 }))
}

function parentsFirst(rows: Rows): void {
  draw(rows.tickets, [...rows.entries, ...rows.events], { by: ['ticket_id'] })
  draw(rows.threads, rows.entries, { name: ['conversation_id'], by: ['conversation_id'] })
  draw(rows.posts, rows.threads, { name: POST, by: POST })
  draw(rows.conversations, [...rows.entries, ...rows.notes, ...rows.tickets, ...rows.threads], { by: ['conversation_id'] })
  draw(rows.clients, [...rows.conversations, ...rows.tickets, ...rows.identities], { by: ['client_id'] })
}

const POST = ['channel_id', 'post_id']

/** Whatever is referred to is written no later than what refers to it. `name`: what parents are called by; `by`: the columns that tell it. */
function draw(
  parents: readonly Dated[],
  children: readonly Dated[],
  { name = ['id'], by }: { readonly name?: readonly string[]; readonly by: readonly string[] },
): void {
  const first = new Map<string, number>()
  for (const { row, at } of children) {
    const called = nameOf(row, by)
    first.set(called, Math.min(at, first.get(called) ?? at))
  }
  for (const parent of parents) {
    parent.at = Math.min(parent.at, first.get(nameOf(parent.row, name)) ?? parent.at)
  }
}

function nameOf(row: Row, columns: readonly string[]): string {
  return columns.map((column) => row[column]).join(' ')
}

/** Each once. */
function postsOf(threads: readonly Row[]): PostName[] {
  const posts = threads.flatMap((row) =>
    row['channel_id'] && row['post_id'] ? [{ channelId: row['channel_id'], postId: row['post_id'] }] : [],
  )
  return [...new Map(posts.map((post) => [`${post.channelId} ${post.postId}`, post])).values()]
}

function insertOf(table: Table, columns: readonly Column[], rows: readonly Row[]): Insert[] {
  return rows.length === 0 ? [] : [{ table, columns, values: columns.map(({ name }) => rows.map((row) => row[name] ?? null)) }]
}

function distinct(rows: readonly Row[], column: string): string[] {
  return [...new Set(rows.flatMap((row) => row[column] ?? []))]
}

function idsOf(rows: readonly Row[]): ReadonlySet<string> {
  return new Set(distinct(rows, 'id'))
}
