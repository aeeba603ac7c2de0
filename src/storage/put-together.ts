import type { CompiledQuery } from 'kysely'
import type { Db } from './database.ts'

/** Stands in a statement for a value of that name. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

type Statement<Row> = { compile(db: Db): CompiledQuery<Row> }

/**
 * A statement of a hundred pieces that is asked over and over: put together at the first question, after which only its values are exchanged. `build`
 * hands each value on as a parameter and looks at none of them, for they are not there yet.
 */
export function puttingTogetherOnce<Values extends object, Row>(
  build: (values: Values, db: Db) => Statement<Row>,
): (db: Db, values: Values) => Promise<Row[]> {
  let statement: CompiledQuery<Row> | undefined
  return async (db, values) => {
    statement ??= build(placesOf<Values>(), db).compile(db)
    const parameters = statement.parameters.map((parameter) =>
      parameter instanceof Place ? (values as Readonly<Record<string, unknown>>)[parameter.name] : parameter,
    )
    const { rows } = await db.executeQuery<Row>({ ...statement, parameters })
    return rows
  }
}

function placesOf<Values extends object>(): Values {
  return new Proxy({}, { get: (_none, name) => new Place(String(name)) }) as Values
}
