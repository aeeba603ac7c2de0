const LOOK_BYTES = 400
const NO_LANE = '-'
const FIRST_PAGE = /"entry"\s*:\s*\[\s*\{\s*(?:"time"\s*:\s*"?\d{1,20}"?\s*,\s*)?"id"\s*:\s*"?([\w-]{1,40})/

/**
 * The first entry's Page id, as far as a bounded look at the bytes tells, else "-". Only for fair turns
 * between Pages: nothing is decided by it.
 */
export function laneOf(body: Buffer): string {
  return FIRST_PAGE.exec(body.toString('latin1', 0, LOOK_BYTES))?.[1] ?? NO_LANE
}
